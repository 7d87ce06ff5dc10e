// Trunk's post_build hook. Minifies the glue, the loader and the CSS, and names the glue and the wasm after a hash of
// their content. Writes the glue's name into the loader, whose own name never changes.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { transform } from "esbuild";
import { bundled } from "./bundle.mjs";
import { CSS, LOADER, compiled, shipped } from "./dist.mjs";
import { simplified } from "./glue.mjs";
import { moduleName, removeExports, sortFunctions } from "./wasm.mjs";

const LOADER_SOURCE = "src/element/summit-brief.js";
const LIVE_SOURCE = "src/element/live.js";
const CSS_SOURCE = "static/summit-brief.css";
const LIVE_CSS_SOURCE = "static/live.css";
const EMBED_SOURCE = "static/embed.html";
// How the selectors of static/live.css begin once they are minified.
const LIVE_SCOPE = ".sb:is(summit-brief>*,.sb--static,#_) ";
// What `summit-brief strings` wrote: the languages, and values by their placeholders in the loader and the style sheet.
const LANGUAGES = "target/prerender/languages";
const STRINGS = JSON.parse(readFileSync("target/prerender/strings.json", "utf8"));
// The name of the wasm is the name of the glue with this suffix.
const WASM_SUFFIX = "_bg.wasm";
// The features that the wasm may use. wasm-opt rejects a module that uses others. index.html has the same list.
const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"]
  .map((feature) => `--enable-${feature}`);
// The files of the build, which refer to each other by name.
const SHIPPED = ["./summit-brief-*"];
const VERSION = /^version = "(.+)"$/m.exec(readFileSync("Cargo.toml", "utf8"))[1];

const folder = process.env.TRUNK_STAGING_DIR;
if (!folder) {
  console.error("post-build: TRUNK_STAGING_DIR is not set; Trunk runs this");
  process.exit(2);
}

try {
  const languages = await writeLanguages(folder);
  await finishLoader(folder, await finishGlue(folder, languages));
  await finishCss(folder);
  await writeEmbed(folder);
  verify(folder);
} catch (error) {
  console.error(`post-build: ${error.message}`);
  process.exit(1);
}

/** Bundles and minifies the glue in place and renames glue and wasm; returns their names. */
async function finishGlue(folder, languages) {
  const built = compiled(folder);
  shortenNames(join(folder, built.glue), join(folder, built.wasm));
  // It takes minutes for code that is not optimised, and saves bytes that `make serve` sends to nobody.
  if (process.env.TRUNK_PROFILE === "release") sortFunctions(join(folder, built.wasm), FEATURES);
  const wasmBytes = readFileSync(join(folder, built.wasm));
  const module = hashOf(wasmBytes);
  const liveCss = await minifiedCss(LIVE_CSS_SOURCE, readFileSync(LIVE_CSS_SOURCE, "utf8"));
  // The glue imports JavaScript that belongs to crates from `snippets/…`. Bundling replaces several requests with one.
  // The entry exports only what the loader uses; the glue exports more.
  const code = await bundled(LIVE_SOURCE, {
    alias: { glue: join(folder, built.glue), languages },
    external: SHIPPED,
    define: { MODULE: module, LIVE_CSS: liveCss.replaceAll(LIVE_SCOPE, "&"), LIVE_SCOPE },
  });

  // Hosts may let browsers cache these files for ever, so their names must depend on the bytes that ship. Trunk hashes
  // the output of rustc, which does not change with a new wasm-opt, wasm-bindgen or esbuild.
  const debug = await bundled("src/element/debug.js");
  const hash = hashOf(wasmBytes, code, debug);
  const names = {
    glue: `summit-brief-${hash}.js`,
    wasm: `summit-brief-${hash}${WASM_SUFFIX}`,
    debug: `summit-brief-${hash}.debug.js`,
  };
  rmSync(join(folder, built.wasm));
  writeFileSync(join(folder, names.wasm), Buffer.concat([wasmBytes, moduleName(module)]));
  rmSync(join(folder, built.glue));
  writeFileSync(join(folder, names.glue), code);
  writeFileSync(join(folder, names.debug), debug);
  rmSync(join(folder, "snippets"), { recursive: true, force: true });
  return names;
}

/** A hash of 12 hexadecimal digits. */
function hashOf(...contents) {
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content);
  return hash.digest("hex").slice(0, 12);
}

/**
 * Writes the languages, and the script for a publisher's own strings, under names with the hash of them all. Returns the
 * path of the module that imports them.
 */
async function writeLanguages(folder) {
  const own = await bundled("src/element/own-strings.js", {
    alias: { english: resolve(LANGUAGES, "en.txt"), names: resolve(LANGUAGES, "names.txt") },
  });
  const tags = readdirSync(LANGUAGES).map((file) => file.replace(".txt", "")).filter((tag) => !["en", "names", "languages.js"].includes(tag));
  const lines = (tag) => JSON.stringify(readFileSync(join(LANGUAGES, `${tag}.txt`), "utf8"));
  const files = tags.sort().map((tag) => [tag, `export default${lines(tag)}`]);
  files.push(["own", own]);
  const name = `summit-brief-${hashOf(...files.map(([, content]) => content))}`;
  for (const [tag, content] of files) writeFileSync(join(folder, `${name}.${tag}.js`), content);
  const imports = files.map(([tag]) => `${JSON.stringify(tag)}: () => import("./${name}.${tag}.js"),\n`);
  const module = resolve(LANGUAGES, "languages.js");
  writeFileSync(module, `export default {\n${imports.join("")}};\n`);
  return module;
}

/**
 * Shortens the names of the imports and exports between glue and wasm to a letter or two, because wasm-bindgen's names
 * end in hashes, which do not compress.
 */
function shortenNames(glue, wasm) {
  let code = readFileSync(glue, "utf8");
  // In other builds, wasm-bindgen writes other names.
  if (process.env.TRUNK_PROFILE === "release") code = simplified(code);
  removeExports(wasm, (name) => code.includes(`wasm.${name}`), FEATURES);
  // Locals in another order compress better (docs/decisions/0005).
  const locals = ["--reorder-locals", "--merge-locals"];
  const passes = [...FEATURES, ...locals, "--minify-imports-and-exports-and-modules", "-o", wasm];
  const { imports, exports } = JSON.parse(execFileSync("wasm-opt", [wasm, ...passes], { encoding: "utf8" }));
  const rename = (from, to, before, after) => {
    const parts = code.split(`${before}${from}${after}`);
    if (parts.length < 2) throw new Error(`${glue} does not contain ${before}${from}${after}`);
    code = parts.join(`${before}${to}${after}`);
  };
  for (const [, from, to] of imports) rename(from, to, "        ", ":");
  for (const module of new Set(imports.map(([module]) => module))) rename(module, "a", '"', '": import');
  // The longest first, because a name may be the prefix of another.
  const used = exports.filter(([from]) => code.includes(`wasm.${from}`)).sort(([a], [b]) => b.length - a.length);
  for (const [from, to] of used) rename(from, to, "wasm.", "");
  writeFileSync(glue, code);
}

/** Bundles and minifies the loader, and inserts the names of the glue and the wasm, and the strings. */
async function finishLoader(folder, { glue, wasm, debug }) {
  const { ENGLISH_H23 } = STRINGS;
  const define = { VERSION, ENGLISH_H23, GLUE_PATH: `./${glue}`, WASM_PATH: `./${wasm}`, DEBUG_PATH: `./${debug}` };
  writeFileSync(join(folder, LOADER), await bundled(LOADER_SOURCE, { external: SHIPPED, define }));
}

async function finishCss(folder) {
  const source = readFileSync(CSS_SOURCE, "utf8").replace("--PHRASES: '';", STRINGS.PHRASES);
  writeFileSync(join(folder, CSS), await minifiedCss(CSS_SOURCE, source));
}

/** Writes the page for an `<iframe>`, its script, and the script for the page around it. */
async function writeEmbed(folder) {
  const page = readFileSync(EMBED_SOURCE, "utf8").replace(":root { --PHRASES: ''; }", STRINGS.EMBED_PHRASES);
  writeFileSync(join(folder, "embed.html"), page);
  for (const name of ["embed.js", "embed-parent.js"]) {
    writeFileSync(join(folder, name), await bundled(`src/element/${name}`));
  }
}

async function minifiedCss(sourcefile, css) {
  const { code } = await transform(css, {
    loader: "css",
    minify: true,
    // The loader reads a phrase as it is written.
    charset: "utf8",
    // Not all supported browsers understand nested rules.
    supported: { nesting: false },
    sourcefile,
  });
  return code.trim();
}

/** Throws if a file in `folder` refers to a name that does not exist there, or if the build is otherwise incomplete. */
function verify(folder) {
  const { loader, glue, wasm } = shipped(folder);
  const read = (name) => readFileSync(join(folder, name), "utf8");
  const loaderCode = read(loader);
  const glueCode = read(glue);
  const html = read("index.html");
  const claims = [
    [loaderCode.includes(`import("./${glue}")`), `${loader} does not import ./${glue}`],
    [loaderCode.includes(`new URL("./${wasm}",import.meta.url)`), `${loader} does not name ./${wasm}`],
    [wasm === glue.replace(/\.js$/, WASM_SUFFIX), `${wasm} does not match ${glue}`],
    [!/(GLUE|WASM|DEBUG)_PATH|VERSION|ENGLISH_H23|PHRASES/.test(loaderCode + read(CSS) + read("embed.html")), `${loader}, ${CSS} or embed.html still has a placeholder`],
    [!/snippets\//.test(glueCode), `${glue} still imports a snippet`],
    [!html.includes("data-trunk"), "index.html still has a Trunk directive"],
    [!/TrunkApplicationStarted|__TRUNK|trunk\/ws/i.test(html), "index.html contains a script from Trunk"],
    [readFileSync(join(folder, wasm)).subarray(0, 4).equals(Buffer.from("\0asm")), `${wasm} is not WebAssembly`],
  ];
  for (const [holds, complaint] of claims) if (!holds) throw new Error(complaint);
  const maps = readdirSync(folder).filter((name) => name.endsWith(".map"));
  if (maps.length > 0) throw new Error(`source maps would be published: ${maps.join(", ")}`);
}
