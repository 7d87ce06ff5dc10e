// Finds, by their names, the files in a built folder that a page with the widget loads.

import { readdirSync } from "node:fs";

export const LOADER = "summit-brief.js";
export const CSS = "summit-brief.css";
const GLUE = /^summit-brief-[0-9a-f]+\.js$/;
const WASM = /^summit-brief-[0-9a-f]+_bg\.wasm$/;

/** The names of the loader, glue, wasm and CSS in `folder`. Throws unless there is exactly one of each. */
export function shipped(folder) {
  const { glue, wasm } = compiled(folder);
  const names = readdirSync(folder);
  for (const name of [LOADER, CSS]) {
    if (!names.includes(name)) throw new Error(`${folder} has no ${name}`);
  }
  return { loader: LOADER, glue, wasm, css: CSS };
}

/** The names of the glue and wasm in `folder`, as Trunk or post-build.mjs wrote them. */
export function compiled(folder) {
  const names = readdirSync(folder);
  const only = (what, pattern) => {
    const found = names.filter((name) => pattern.test(name));
    if (found.length !== 1) {
      throw new Error(`${folder} should have one ${what} file, but has ${found.length} (${found.join(", ")})`);
    }
    return found[0];
  };
  return { glue: only("glue", GLUE), wasm: only("wasm", WASM) };
}
