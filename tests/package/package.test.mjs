// What the package promises to tools: its manifest, its types, the same bytes from every build, and what lies in the archive.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { unzipSync } from "../../tools/node_modules/fflate/esm/index.mjs";
import { PACKAGES, built, install } from "./installed.mjs";

const HERE = resolve("tests/package");
let folder;

before(() => {
  folder = install();
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("publint finds nothing", async () => {
  const { messages } = await publint({ pkgDir: join(folder, "node_modules/summit-brief"), strict: true, pack: false });
  assert.deepEqual(messages, []);
});

test("@arethetypeswrong finds nothing, for tools that read ECMAScript modules", async () => {
  const { problems } = await checkPackage(createPackageFromTarballData(readFileSync(built(".tgz"))));
  // The package has no CommonJS, and tools from before `exports` do not find its entries. Style sheets and data have no types.
  const accepted = ({ kind, resolutionKind, entrypoint }) =>
    kind === "CJSResolvesToESM" || resolutionKind === "node10" || /\.(css|json)$/.test(entrypoint ?? "");
  assert.deepEqual(
    problems.filter((problem) => !accepted(problem)),
    [],
  );
});

test("the types hold in TypeScript, and in JSX of React and Preact, Vue and Svelte", () => {
  // Beside the package, the frameworks whose types it extends.
  for (const name of readdirSync(join(HERE, "node_modules"))) {
    if (!name.startsWith(".")) symlinkSync(join(HERE, "node_modules", name), join(folder, "node_modules", name));
  }
  cpSync(join(HERE, "types"), join(folder, "types"), { recursive: true });
  const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: true };
  const resolution = { target: "es2022", module: "nodenext", moduleResolution: "nodenext", types: [], noEmit: true };
  const options = { ...strict, ...resolution, lib: ["ES2022", "DOM", "DOM.Iterable"] };
  const projects = {
    "element.ts": options,
    "vue.ts": options,
    "svelte.ts": options,
    // Servers have no DOM.
    "render.ts": { ...options, lib: ["ES2022"] },
    "react.tsx": { ...options, jsx: "react-jsx" },
    "preact.tsx": { ...options, jsx: "react-jsx", jsxImportSource: "preact" },
  };
  assert.deepEqual(readdirSync(join(folder, "types")).sort(), Object.keys(projects).sort());
  for (const [file, compilerOptions] of Object.entries(projects)) {
    const project = join(folder, `${file}.json`);
    writeFileSync(project, JSON.stringify({ compilerOptions, files: [`types/${file}`] }));
    const tsc = [join(HERE, "node_modules/typescript/bin/tsc"), "-p", project];
    const { status, stdout } = spawnSync(process.execPath, tsc, { encoding: "utf8" });
    assert.deepEqual({ status, stdout }, { status: 0, stdout: "" }, file);
  }
});

test("a build in another folder has the same bytes", () => {
  const other = mkdtempSync(join(tmpdir(), "summit-brief-again-"));
  try {
    const programs = [process.env.WASI_PROGRAM, process.env.SUMMIT_BRIEF_PROGRAM];
    const env = { ...process.env, SUMMIT_BRIEF_PACKAGE: join(other, "deep/er") };
    execFileSync(process.execPath, ["tools/package.mjs", "dist", ...programs], {
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
    for (const end of [".tgz", ".zip"]) {
      const name = built(end).slice(PACKAGES.length);
      assert.ok(readFileSync(built(end)).equals(readFileSync(join(other, "deep/er", name))), name);
    }
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});

test("no file names a folder of the machine that built it", () => {
  const inside = join(folder, "node_modules/summit-brief");
  const files = readdirSync(inside, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const entry of files) {
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    for (const place of [process.env.HOME, resolve(".")])
      assert.ok(!bytes.includes(`${place}/`), `${entry.name} contains ${place}`);
  }
});

test("the archive has the hash of every file, compressed files that are the same, and headers for hosts", () => {
  const files = new Map(Object.entries(unzipSync(readFileSync(built(".zip")))));
  const folders = new Set([...files.keys()].map((name) => name.split("/")[0]));
  assert.equal(folders.size, 1);
  const [name] = folders;
  const file = (path) => Buffer.from(files.get(`${name}/${path}`));
  const sums = new Map(
    file("SHA256SUMS")
      .toString()
      .trim()
      .split("\n")
      .map((line) => line.split("  ").reverse()),
  );
  assert.deepEqual(
    [...sums.keys(), "SHA256SUMS"].sort(),
    [...files.keys()].map((path) => path.slice(name.length + 1)).sort(),
  );
  for (const [path, sum] of sums) assert.equal(createHash("sha256").update(file(path)).digest("hex"), sum, path);
  const shipped = [...sums.keys()].filter((path) => /\.(js|css|json|wasm)$/.test(path));
  assert.ok(shipped.length > 10, `${shipped}`);
  for (const path of shipped) {
    assert.ok(brotliDecompressSync(file(`${path}.br`)).equals(file(path)), path);
    assert.ok(gunzipSync(file(`${path}.gz`)).equals(file(path)), path);
  }
  for (const host of ["_headers", ".htaccess", "nginx.conf"])
    assert.match(file(host).toString(), /max-age=31536000, immutable/);
  assert.ok(file("_headers").toString().includes(`/${name}/*`));
  assert.ok(
    [...files.keys()].every((path) => !/index\.html|article|briefs/.test(path)),
    "the demo is not in the archive",
  );
});

test("cargo packs the crate without a warning", () => {
  const pack = ["package", "--no-verify", "--allow-dirty", "--offline", "--quiet"];
  const { status, stderr } = spawnSync("cargo", pack, { encoding: "utf8" });
  assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
});
