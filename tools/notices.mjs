// The licences of what ships: the crates in the widget and in the program, and packages in the JavaScript for Node.

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** What is bundled into lib/render.js and lib/doctor.js. */
const PACKAGES = ["@bjorn3/browser_wasi_shim", "parse5", "entities"].map((name) => `tools/node_modules/${name}`);

/** The text of all licences, each once, with what has it; `metadata` is from `cargo metadata`. */
export function notices(metadata) {
  const users = new Map();
  const add = (folder, what, license) => {
    const files = readdirSync(folder)
      .filter((file) => /^(licen[cs]e|copying|notice|unlicense)/i.test(file))
      .sort();
    const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim().replaceAll("\r", ""));
    for (const text of texts.length > 0 ? texts : [`${license} (without a text of its own)`]) {
      users.set(text, [...(users.get(text) ?? []), what]);
    }
  };
  for (const { name, version, manifest_path, license } of shippedCrates(metadata)) {
    add(dirname(manifest_path), `${name} ${version}`, license);
  }
  for (const folder of PACKAGES) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    add(folder, `${name} ${version}`, license);
  }
  const sections = [...users].map(([text, all]) => `${all.sort().join(", ")}\n\n${text}\n`).sort();
  return `Third-party software in summit-brief\n\n${sections.join(`\n${"-".repeat(72)}\n\n`)}`;
}

/** The crates from elsewhere that this one depends on, other than to build and test it. */
function shippedCrates({ packages, resolve }) {
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const found = new Set();
  const visit = (id) => {
    if (found.has(id)) return;
    found.add(id);
    for (const { pkg, dep_kinds } of nodes.get(id).deps) if (dep_kinds.some(({ kind }) => kind === null)) visit(pkg);
  };
  visit(resolve.root);
  return packages.filter(({ id, source }) => found.has(id) && source !== null);
}
