// Writes the npm package, the archive for any web server, and the program for this platform, to target/packages.
//
//   node tools/package.mjs DIST WASI_PROGRAM NATIVE_PROGRAM
//
// DIST is the built folder; the programs are the command line, compiled for WASI and for this platform. SUMMIT_BRIEF_PACKAGE
// names another folder to write to.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { brotli } from "./brotli.mjs";
import { bundled } from "./bundle.mjs";
import { shipped } from "./dist.mjs";
import { notices } from "./notices.mjs";

const [DIST, WASI_PROGRAM, NATIVE_PROGRAM] = process.argv.slice(2);
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OUT = process.env.SUMMIT_BRIEF_PACKAGE || "target/packages";
const SOURCE = "src/package";
// What a server may compress.
const TEXTS = /\.(js|css|html|json|wasm)$/;
// The same bytes at every time and in every folder.
const LONG_AGO = new Date("1985-10-26T12:00:00");

process.chdir(ROOT);
const query = ["metadata", "--format-version", "1", "--locked", "--offline", "--all-features"];
const metadata = JSON.parse(execFileSync("cargo", query, { encoding: "utf8", maxBuffer: 1e9 }));
const { version } = metadata.packages.find(({ id }) => id === metadata.resolve.root);
const { ENGLISH_H23 } = JSON.parse(readFileSync("target/prerender/strings.json", "utf8"));
// Without the demo.
const files = readdirSync(DIST)
  .filter((name) => /^(summit-brief|embed|brief\.schema)/.test(name))
  .sort();
const legal = {
  "LICENSE-MIT": readFileSync("LICENSE-MIT"),
  "LICENSE-APACHE": readFileSync("LICENSE-APACHE"),
  "THIRD-PARTY.txt": notices(metadata),
};

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
await writePackage(join(OUT, "npm"));
writeArchive(`summit-brief-${version}`);
writeProgram(`summit-brief-${version}-${process.platform}-${process.arch}`);
for (const name of readdirSync(OUT).filter((name) => name !== "npm")) {
  console.log(`${join(OUT, name)}  ${readFileSync(join(OUT, name)).length} bytes`);
}

/** Writes the npm package: as a folder, and packed. */
async function writePackage(folder) {
  const write = (name, content) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  const { glue, wasm } = shipped(DIST);
  const debug = files.find((name) => name.endsWith(".debug.js"));
  const element = (instead) =>
    bundled("src/element/summit-brief.js", {
      instead: { "./files.js": instead },
      external: ["../dist/*", "./wasm.js"],
      define: {
        VERSION: version,
        ENGLISH_H23,
        DEBUG_PATH: `../dist/${debug}`,
        GLUE_PATH: `../dist/${glue}`,
        WASM_PATH: `../dist/${wasm}`,
      },
    });
  for (const name of files) write(`dist/${name}`, readFileSync(join(DIST, name)));
  write("lib/element.js", await element("src/element/bundled.js"));
  write("lib/element-inline.js", await element("src/element/inline.js"));
  write("lib/wasm.js", `export default "${readFileSync(join(DIST, wasm)).toString("base64")}";\n`);
  write("lib/nothing.js", "export {};\n");
  write("lib/render.js", await bundled(join(SOURCE, "render.js"), { platform: "node" }));
  write("lib/doctor.js", await bundled(join(SOURCE, "doctor.js"), { platform: "node", external: ["./render.js"] }));
  write("lib/summit-brief.wasm", readFileSync(WASI_PROGRAM));
  write("bin/summit-brief.js", readFileSync(join(SOURCE, "bin.js")));
  cpSync(join(SOURCE, "types"), join(folder, "types"), { recursive: true });
  write("custom-elements.json", readFileSync(join(SOURCE, "custom-elements.json")));
  write("README.md", readFileSync(join(SOURCE, "README.md"), "utf8").replaceAll("VERSION", version));
  write("CHANGELOG.md", readFileSync("CHANGELOG.md"));
  for (const [name, content] of Object.entries(legal)) write(name, content);
  const { name, ...rest } = JSON.parse(readFileSync(join(SOURCE, "package.json"), "utf8"));
  write("package.json", `${JSON.stringify({ name, version, ...rest }, null, 2)}\n`);
  execFileSync("npm", ["pack", "--silent", "--pack-destination", OUT, resolve(folder)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/**
 * Writes the archive: a folder with the version in its name, for any web server. Articles keep their HTML for years, so
 * the files that it was rendered for stay at their address.
 */
function writeArchive(name) {
  const contents = { ...legal, "README.txt": readFileSync(join(SOURCE, "archive.txt")) };
  for (const file of files) {
    const bytes = readFileSync(join(DIST, file));
    contents[file] = bytes;
    if (TEXTS.test(file))
      Object.assign(contents, { [`${file}.br`]: brotli(bytes), [`${file}.gz`]: gzipSync(bytes, { level: 9 }) });
  }
  for (const file of ["_headers", ".htaccess", "nginx.conf"]) {
    contents[file] = readFileSync(join(SOURCE, "hosts", file), "utf8").replaceAll("{folder}", name);
  }
  const sum = (bytes) => createHash("sha256").update(bytes).digest("hex");
  contents["SHA256SUMS"] = Object.keys(contents)
    .sort()
    .map((file) => `${sum(contents[file])}  ${file}\n`)
    .join("");
  const entries = Object.entries(contents).map(([file, bytes]) => [`${name}/${file}`, new Uint8Array(Buffer.from(bytes))]);
  writeFileSync(join(OUT, `${name}.zip`), zipSync(Object.fromEntries(entries), { level: 9, mtime: LONG_AGO }));
}

/** Writes the program for this platform. */
function writeProgram(name) {
  cpSync(NATIVE_PROGRAM, join(OUT, process.platform === "win32" ? `${name}.exe` : name));
}
