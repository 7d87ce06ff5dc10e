// Where the loader finds the glue and the wasm. The build replaces GLUE_PATH and WASM_PATH with their names, which contain a
// hash. Written so that bundlers find the files too. The npm package has bundled.js or inline.js in place of this file.

const GLUE = new URL(GLUE_PATH, import.meta.url).href;

let query = ""; // of the glue's address; another one after each failed import

/** Requests the wasm. The script element may have its hash, which keeps the browser from compiling it while it loads. */
export const fetchWasm = (get) =>
  get(new URL(WASM_PATH, import.meta.url).href, { integrity: document.querySelector("[data-sb-wasm]")?.dataset.sbWasm });

/** Imports the glue. Engines may remember that an import failed, so it is imported only if it can be fetched. */
export const importGlue = async (getText) => {
  await getText(GLUE);
  return (query ? import(GLUE + query) : import(GLUE_PATH)).catch((error) => {
    query += "?";
    throw error;
  });
};
