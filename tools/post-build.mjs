// Trunk's post_build hook: minifies glue, loader and CSS, names glue and wasm after their content, and writes the
// glue's name into the loader, which keeps a stable name of its own.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, transform } from "esbuild";
import { CSS, LOADER, compiled, shipped } from "./dist.mjs";

const LOADER_SOURCE = "src/element/summit-brief.js";
const CSS_SOURCE = "static/summit-brief.css";
// The words that `summit-brief strings` has written, by what stands for them in the loader and the style sheet.
const STRINGS = JSON.parse(readFileSync("target/prerender/strings.json", "utf8"));
// The wasm is called as the glue is, with this end.
const WASM_END = "_bg.wasm";
// What the wasm may use; wasm-opt refuses a module that uses more. The same list stands in index.html.
const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"]
  .map((feature) => `--enable-${feature}`);
// The glue's own default for the wasm's address: the name before Trunk put a hash into it.
const GLUE_DEFAULT_WASM = "summit-brief_bg.wasm";
// Every browser that has what wasm-bindgen's glue uses anyway; newer syntax than that would be rewritten.
const TARGET = "es2022";

const folder = process.env.TRUNK_STAGING_DIR;
if (!folder) {
  console.error("post-build: TRUNK_STAGING_DIR is not set; Trunk runs this");
  process.exit(2);
}

try {
  const { glue } = await finishGlue(folder);
  await finishLoader(folder, glue);
  await finishCss(folder);
  verify(folder);
} catch (error) {
  console.error(`post-build: ${error.message}`);
  process.exit(1);
}

/** Bundles and minifies the glue in place and renames glue and wasm; returns their names. */
async function finishGlue(folder) {
  const built = compiled(folder);
  shortenNames(join(folder, built.glue), join(folder, built.wasm));
  const wasmBytes = readFileSync(join(folder, built.wasm));
  // Bundled because the glue imports `snippets/…` for JavaScript that came with a crate: one request, not several.
  const bundle = await build({
    entryPoints: [join(folder, built.glue)],
    bundle: true,
    format: "esm",
    platform: "browser",
    target: TARGET,
    minify: true,
    write: false,
    metafile: true,
    outdir: folder,
    allowOverwrite: true,
    logLevel: "warning",
  });
  const [{ exports }] = Object.values(bundle.metafile.outputs);
  if (!exports.includes("default")) throw new Error("the glue lost its default export, which starts the wasm");
  const code = bundle.outputFiles[0].text;

  // Trunk's hash is of what rustc wrote; a new wasm-opt, wasm-bindgen or esbuild changes the files and not that
  // hash. These files may be cached for ever, so the name must be of the bytes that ship.
  const hash = createHash("sha256").update(wasmBytes).update(code).digest("hex").slice(0, 16);
  const names = { glue: `summit-brief-${hash}.js`, wasm: `summit-brief-${hash}${WASM_END}` };
  renameSync(join(folder, built.wasm), join(folder, names.wasm));
  rmSync(join(folder, built.glue));
  writeFileSync(join(folder, names.glue), code.replaceAll(GLUE_DEFAULT_WASM, names.wasm));
  rmSync(join(folder, "snippets"), { recursive: true, force: true });
  return names;
}

/**
 * Gives what glue and wasm import from each other names of a letter or two: wasm-bindgen's end in hashes, which do
 * not compress.
 */
function shortenNames(glue, wasm) {
  const passes = [...FEATURES, "--minify-imports-and-exports-and-modules", "-o", wasm];
  const { imports, exports } = JSON.parse(execFileSync("wasm-opt", [wasm, ...passes], { encoding: "utf8" }));
  let code = readFileSync(glue, "utf8");
  const rename = (from, to, before, after) => {
    const parts = code.split(`${before}${from}${after}`);
    if (parts.length < 2) throw new Error(`${glue} does not mention ${before}${from}${after}`);
    code = parts.join(`${before}${to}${after}`);
  };
  for (const [, from, to] of imports) rename(from, to, "        ", ":");
  for (const module of new Set(imports.map(([module]) => module))) rename(module, "a", '"', '": import');
  // Longest first: one name may be the beginning of another.
  const used = exports.filter(([from]) => code.includes(`wasm.${from}`)).sort(([a], [b]) => b.length - a.length);
  for (const [from, to] of used) rename(from, to, "wasm.", "");
  writeFileSync(glue, code);
}

/** Writes the loader, in one file with what it imports, and with the glue's address and the words it has to say. */
async function finishLoader(folder, glue) {
  const texts = { ...STRINGS, GLUE_PATH: `./${glue}` };
  await build({
    entryPoints: [LOADER_SOURCE],
    bundle: true,
    format: "esm",
    target: TARGET,
    minify: true,
    define: Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.stringify(text)])),
    outfile: join(folder, LOADER),
    logLevel: "warning",
  });
}

async function finishCss(folder) {
  // None of the words has a quotation mark or a backslash, which CSS would want written otherwise.
  const source = readFileSync(CSS_SOURCE, "utf8").replaceAll("IN_YOUR_TIME", STRINGS.IN_YOUR_TIME);
  const { code } = await transform(source, {
    loader: "css",
    minify: true,
    // Browsers that show the widget as it should be do not all read nested rules.
    supported: { nesting: false },
    sourcefile: CSS_SOURCE,
  });
  writeFileSync(join(folder, CSS), code);
}

/** Throws if anything in `folder` still speaks of names that do not exist there. */
function verify(folder) {
  const { loader, glue, wasm } = shipped(folder);
  const read = (name) => readFileSync(join(folder, name), "utf8");
  const loaderCode = read(loader);
  const glueCode = read(glue);
  const html = read("index.html");
  const claims = [
    [loaderCode.includes(`./${glue}`), `${loader} does not import ./${glue}`],
    [loaderCode.includes(WASM_END), `${loader} does not name the wasm (…${WASM_END})`],
    [wasm === glue.replace(/\.js$/, WASM_END), `${wasm} does not go with ${glue}`],
    [!/GLUE_PATH|UNAVAILABLE|IN_YOUR_TIME/.test(loaderCode + read(CSS)), `${loader} or ${CSS} still has a placeholder`],
    [!glueCode.includes(GLUE_DEFAULT_WASM), `${glue} still names ${GLUE_DEFAULT_WASM}`],
    [!/snippets\//.test(glueCode), `${glue} still imports a snippet`],
    [!html.includes("data-trunk"), "index.html still has a directive for Trunk"],
    [!/TrunkApplicationStarted|__TRUNK|trunk\/ws/i.test(html), "index.html has a script of Trunk's"],
    [readFileSync(join(folder, wasm)).subarray(0, 4).equals(Buffer.from("\0asm")), `${wasm} is no WebAssembly`],
  ];
  for (const [holds, complaint] of claims) if (!holds) throw new Error(complaint);
  const maps = readdirSync(folder).filter((name) => name.endsWith(".map"));
  if (maps.length > 0) throw new Error(`source maps would be published: ${maps.join(", ")}`);
}
