// In place of files.js where a bundler emits scripts only: a script has the wasm, in base 64.

/** Decodes the wasm, into the response of a server. */
export const fetchWasm = async () => {
  const { default: base64 } = await import("./wasm.js");
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new Response(bytes, { headers: { "content-type": "application/wasm" } });
};

export { importGlue } from "./bundled.js";
