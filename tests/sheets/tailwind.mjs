// Prints Tailwind's style sheet for a page with an article: its reset and the rules of its typography plugin.
//
//   node tests/sheets/tailwind.mjs FOLDER      (the folder in which the packages are installed)

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const require = createRequire(join(resolve(process.argv[2]), "package.json"));
const { compile } = require("tailwindcss");
const source = '@import "tailwindcss"; @plugin "@tailwindcss/typography";';
const { build } = await compile(source, {
  loadStylesheet: async (name, base) => {
    const path = require.resolve(`${name}/index.css`);
    return { path, base, content: readFileSync(path, "utf8") };
  },
  loadModule: async (name, base) => ({ path: name, base, module: require(name) }),
});
console.log(build(["prose"]));
