// In place of files.js where a bundler emits the files: it gives them addresses of its own.

/** Requests the wasm. */
export const fetchWasm = (get) => get(new URL(WASM_PATH, import.meta.url).href);

/** Imports the glue. */
export const importGlue = () => import(GLUE_PATH);
