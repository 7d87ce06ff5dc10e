// `summit-brief doctor`: fetches a page and the files of its widget, and reports in plain words what is wrong. It reads what
// servers send; it runs no script of the page.
import { readFile } from "node:fs/promises";
import { parse, parseFragment } from "parse5";
import { attribute, elementsIn, textOf, words } from "./html.js";
import {
  FRAMES,
  REQUESTS,
  SCRIPTS,
  STYLES,
  checkInlineStyle,
  checkPolicies,
  checkWasmPolicies,
  policy,
} from "./policies.js";
import { check, render } from "./render.js";
import { CSS, LOADER, checkServing, fileName, lifetime } from "./serving.js";

// The files that the loader and the glue name: with a hash, and for languages with their tag.
const HASHED = /["']\.\/(summit-brief-[0-9a-f]+(?:_bg\.wasm|(?:\.[\w-]+)?\.js))["']/g;
const TIMEOUT_MS = 30_000; // of a request
const EMBED = "/embed.html"; // how the address of the page for a frame ends
const SMALL_BYTES = 1000; // servers need not compress files below this
const LEVELS = ["error", "warning", "note"];

const USAGE = "Usage: summit-brief doctor <URL>\n";
const HELP = `Fetches a page and reports what is wrong with its widget, with a remedy for each finding

${USAGE}
Arguments:
  <URL>  The address of the page (http or https)

Options:
  -h, --help  Print help

Examples:
  summit-brief doctor https://news.example/summit
      errors, warnings and notes on standard error; the exit status is 1 if there are errors, and 3 if the page could not be
      fetched
`;

/** Text on one line, without characters that control a terminal or reorder what it shows. */
const plain = (text) => text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, " ").trim();

/** Findings; those that differ only in the file that they are about become one. */
class Report {
  #findings = new Map();

  add(level, message, remedy, about) {
    const key = JSON.stringify([level, message, remedy]);
    if (!this.#findings.has(key)) this.#findings.set(key, { level, message, remedy, names: new Set() });
    if (about) this.#findings.get(key).names.add(about);
  }

  get list() {
    const all = [...this.#findings.values()].map(({ level, message, remedy, names }) => {
      const [one, two, three, ...rest] = names;
      const named = [one, two, three, rest.length > 0 && `${rest.length} more`].filter(Boolean).join(", ");
      return { level, message: plain(named ? `${named}: ${message}` : message), remedy: plain(remedy ?? "") };
    });
    return all.sort((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
  }
}

const resolved = (address, base) => (URL.canParse(address, base) ? new URL(address, base) : undefined);

/** The text of a page, in the encoding that its header or its HTML names. */
const decode = (bytes, type) => {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  const [, encoding] = /charset=["']?([\w-]+)/i.exec(type) ?? /<meta[^>]*charset=["']?([\w-]+)/i.exec(start) ?? [];
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes); // an unknown encoding
  }
};

/** Fetches an address as a browser would; `problem` says why there is no answer. */
async function get(fetch, url, headers = {}) {
  try {
    const options = { headers: { "accept-encoding": "br, gzip", ...headers }, signal: AbortSignal.timeout(TIMEOUT_MS) };
    const response = await fetch(url.href, options);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const header = (name) => response.headers.get(name) ?? "";
    const type = header("content-type").split(";")[0].trim().toLowerCase();
    const problem = response.ok ? undefined : `the server answered ${response.status}`;
    return { url: new URL(response.url || url), header, type, bytes, problem };
  } catch (error) {
    return { problem: `could not be fetched (${error.cause?.code || error.cause?.message || error.message})` };
  }
}

/** Fetches what the widget loads, and reports what keeps browsers from reading it. */
async function load(page, url, needsCors) {
  const name = fileName(url);
  if (page.url.protocol === "https:" && url.protocol === "http:") {
    page.add(
      "error",
      "browsers block it, because the page has https and this address has http",
      "use an https address",
      name,
    );
  }
  const answer = await get(page.fetch, url, url.origin === page.url.origin ? {} : { origin: page.url.origin });
  if (!answer.problem && needsCors && answer.url.origin !== page.url.origin) {
    const allowed = answer.header("access-control-allow-origin");
    if (allowed !== "*" && allowed !== page.url.origin) {
      const message = "the page may not read it, because it comes from another origin and has no header that allows this";
      page.add("error", message, "let its server send “Access-Control-Allow-Origin: *”", name);
    }
  }
  return answer;
}

/** Fetches a file of the widget, and reports what is wrong with how it is served. Returns undefined if it is not there. */
async function loadFile(page, url, needsCors) {
  const name = fileName(url);
  const isStable = name === LOADER || name === CSS;
  const answer = await load(page, url, needsCors);
  const problem = answer.problem ?? (answer.type === "text/html" ? "the server answered with an HTML page" : undefined);
  if (problem) {
    const remedy = isStable
      ? "upload all files of one version, and correct the address in the page"
      : "the loader is from one build, and the folder has another's files: upload all files of one build";
    page.add("error", problem, remedy, name);
    return undefined;
  }
  const isCompressed = answer.bytes.length <= SMALL_BYTES || /\b(br|gzip|zstd)\b/.test(answer.header("content-encoding"));
  checkServing(page.add, answer.url, answer.type, isCompressed, answer.header("cache-control"));
  return { url: answer.url, text: new TextDecoder().decode(answer.bytes) };
}

/** Checks the files of the widget, beginning with the loader. */
async function checkFiles(page, script) {
  const loaderUrl = resolved(attribute(script, "src"), page.base);
  const nonce = attribute(script, "nonce");
  if (attribute(script, "type")?.trim().toLowerCase() !== "module") {
    page.add(
      "error",
      `${LOADER} is not loaded as a module, so it does not start`,
      'add type="module" to its <script> element',
    );
  }
  checkPolicies(page, loaderUrl, SCRIPTS, { nonce });
  checkWasmPolicies(page);
  const loader = await loadFile(page, loaderUrl, true);
  if (!loader) return;
  const [, version] = /\bstatic version\s*=\s*["']([^"']+)/.exec(loader.text) ?? [];
  const order = version ? version.localeCompare(page.version, "en", { numeric: true }) : 0;
  if (order < 0) {
    const message = `the widget is version ${version}; the newest that this doctor knows is ${page.version}`;
    page.add("warning", message, "upload the files of the new version, and render the HTML again");
  } else if (order > 0) {
    const message = `the widget is version ${version}, but this doctor is of version ${page.version}`;
    page.add("note", message, "update the npm package summit-brief");
  }
  const loadNamed = async ({ url, text }) => {
    const names = new Set([...text.matchAll(HASHED)].map(([, name]) => name));
    const files = [...names].map((name) => new URL(name, url));
    for (const file of files) {
      const isLanguage = /\.[\w-]+\.js$/.test(fileName(file));
      if (!isLanguage) checkPolicies(page, file, REQUESTS);
      if (file.pathname.endsWith(".js")) checkPolicies(page, file, SCRIPTS, { nonce, isImported: true });
    }
    return (await Promise.all(files.map((file) => loadFile(page, file, true)))).filter(Boolean);
  };
  const core = await loadNamed(loader);
  await Promise.all(core.filter(({ url }) => url.pathname.endsWith(".js")).map(loadNamed));
}

/** Checks the style sheet, which must come before the widgets. */
async function checkStyle(page, elements, widget) {
  const isLink = (element) =>
    element.tagName === "link" &&
    words(element, "rel").includes("stylesheet") &&
    resolved(attribute(element, "href") ?? "", page.base)?.pathname.endsWith(`/${CSS}`);
  const isInline = (element) => element.tagName === "style" && textOf(element).includes(":where(summit-brief");
  const sheet = elements.find((element) => isLink(element) || isInline(element));
  if (!sheet) {
    const message = `the page has no style sheet of the widget (${CSS})`;
    return page.add("error", message, `put a <link rel="stylesheet"> to ${CSS} before the widget`);
  }
  if (widget && elements.indexOf(sheet) > elements.indexOf(widget)) {
    page.add(
      "warning",
      "the style sheet comes after the widget, which appears without its style first",
      "put it before the widget",
    );
  }
  if (sheet.tagName === "style") return checkInlineStyle(page, sheet);
  const url = new URL(attribute(sheet, "href"), page.base);
  checkPolicies(page, url, STYLES, { nonce: attribute(sheet, "nonce") });
  await loadFile(page, url, attribute(sheet, "crossorigin") !== undefined);
}

/** What shows in which version a brief was rendered: the tags and classes of its tree, each with those of its parent. */
const structure = (tree) => {
  const sign = (element) => [element.tagName, ...words(element, "class").sort()].join(".");
  return [sign(tree), ...[...elementsIn(tree)].map((element) => `${sign(element.parentNode)} > ${sign(element)}`)].join(
    "\n",
  );
};

const findTree = (node) => [...elementsIn(node)].find((element) => words(element, "class").includes("sb"));

/** Checks one widget of the page; `label` names it if there are several. */
async function checkWidget(page, element, label) {
  // Those that the script knows; it takes data-* as the element's own where another element stands for it.
  const attributes = {};
  for (const { name, value } of element.attrs) {
    const known = element.tagName === "summit-brief" ? name : name.replace("data-", "");
    if (page.attributeNames.includes(known)) attributes[known] = value;
  }
  let parent = element.parentNode;
  while (parent && parent.tagName !== "p") parent = parent.parentNode;
  const tree = findTree(element);
  if (parent) {
    const message = "the widget is inside a <p>: browsers move its HTML out of it, and readers see everything twice";
    page.add("error", message, "paste the snippet where a <div> is allowed, as a block of custom HTML", label);
  } else if (!tree) {
    const message = "the widget has no prerendered HTML, so readers see nothing until it has loaded";
    page.add("note", message, "put the output of `summit-brief render` into the element", label);
  }
  const { brief, src: address = "", refresh } = attributes;
  const src = address.trim();
  const isJson = (child) => child.tagName === "script" && attribute(child, "type") === "application/json";
  const script = element.childNodes.find(isJson);
  const inPage = brief || (script && textOf(script));
  if (inPage === undefined && !src) {
    const remedy = 'put it inside as <script type="application/json">, or name its address in the attribute src';
    page.add("warning", "the widget has no brief", remedy, label);
  }
  const hosted = src ? await loadBrief(page, src, refresh !== undefined) : undefined;
  const isValid = inPage === undefined || (await checkBrief(page, inPage, label));
  const isHostedValid = hosted === undefined || (await checkBrief(page, hosted, src));
  if (versionOf(inPage) > versionOf(hosted)) {
    const message = "is an older version of the brief than the one in the page, so readers keep that";
    page.add("warning", message, "publish the newest version there, and raise its `updated` with each change", src);
  }
  // Readers see the one in the page first.
  const shown = inPage ?? hosted;
  if (tree && shown !== undefined && isValid && isHostedValid) await checkTree(page, tree, shown, attributes, label);
}

/** The text of the brief at `src`. If there is none, reports that and returns undefined. */
async function loadBrief(page, src, isRefreshed) {
  const url = resolved(src, page.base);
  if (!/^https?:$/.test(url?.protocol)) {
    return void page.add("error", `invalid address of the brief: ${src}`, "correct the attribute src");
  }
  checkPolicies(page, url, REQUESTS);
  const answer = await load(page, url, true);
  if (answer.problem)
    return void page.add("error", answer.problem, "upload the brief, or correct the attribute src", fileName(url));
  const kept = lifetime(answer.header("cache-control"), ["s-maxage", "max-age"]);
  if (isRefreshed && kept > 60) {
    const message = `caches may keep the brief for ${kept} seconds, so open pages see changes late`;
    page.add("warning", message, "let the server send “Cache-Control: max-age=60” or less", fileName(url));
  }
  const text = new TextDecoder().decode(answer.bytes);
  // No cache has this address, so it is the server that answers.
  const fresh = new URL(url);
  fresh.searchParams.set("summit-brief-doctor", Date.now());
  const newest = await get(page.fetch, fresh);
  if (!newest.problem && versionOf(new TextDecoder().decode(newest.bytes)) > versionOf(text)) {
    const message = "a cache gives readers an older version than the server has";
    page.add("warning", message, "let caches keep it for less time, or purge it with each change", fileName(url));
  }
  return text;
}

/** When a brief was last changed, in milliseconds; NaN if its text does not say. */
const versionOf = (text) => {
  try {
    const { published, updated = published } = JSON.parse(text);
    return Date.parse(updated);
  } catch {
    return NaN;
  }
};

/** Reports what `check` finds in a brief; returns whether it has no errors. */
async function checkBrief(page, text, name) {
  // It rejects a brief that is too large.
  const refused = ({ message }) => ({ findings: [{ level: "error", message }], errors: 1 });
  const { findings, errors } = await check(text).catch(refused);
  for (const { level, path, line, column, message, remedy } of findings) {
    const place = path || (line ? `line ${line}, column ${column}` : "");
    const what = message.replace(/^-:(\d+:\d+:)? error: /, "");
    const all = ["the brief", place, what].filter(Boolean).join(": ");
    page.add(level, all, remedy ?? "correct the brief, and check it with `summit-brief check`", name);
  }
  return errors === 0;
}

/** Compares the prerendered HTML with what this version makes of the brief. */
async function checkTree(page, tree, shown, { brief, src, ...attributes }, label) {
  let html;
  try {
    html = await render(shown, { attributes });
  } catch ({ message }) {
    const reason = message.split("\n")[0].replace(/^error: (--attribute: )?/, "");
    return page.add("warning", `an attribute of the widget: ${reason}`, "correct the attribute", label);
  }
  if (structure(findTree(parseFragment(html))) === structure(tree)) return undefined;
  page.add("note", "the HTML was rendered by another version or for another brief", "render it again", label);
}

/** Checks the widget that a frame shows. What is wrong there is about the frame. */
async function checkFrame(page, frame) {
  const url = resolved(attribute(frame, "src"), page.base);
  checkPolicies(page, url, FRAMES);
  if (attribute(frame, "sandbox") !== undefined && !words(frame, "sandbox").includes("allow-scripts")) {
    page.add(
      "error",
      "the sandbox of the frame allows no scripts, so it stays empty",
      "add allow-scripts to its attribute sandbox",
    );
  }
  const findings = await doctor(url.href, { fetch: page.fetch });
  for (const { level, message, remedy } of findings) page.add(level, `the frame: ${message}`, remedy);
}

/** Checks the brief that the address of a page for a frame names. */
async function checkFrameBrief(page) {
  const parameters = page.url.searchParams;
  const src = parameters.get("src");
  if (!src) return void page.add("error", "the address names no brief", "add ?src= with the address of the brief");
  const url = resolved(src, page.base);
  if (url && url.origin !== page.url.origin) {
    const config = await get(page.fetch, new URL("config.json", page.url));
    if (!new TextDecoder().decode(config.bytes).includes(`"${url.origin}"`)) {
      const message = "the brief is on another origin than embed.html, which does not show it";
      page.add("error", message, `put a config.json beside embed.html: {"origins": ["${url.origin}"]}`);
    }
  }
  const text = await loadBrief(page, src, parameters.has("refresh"));
  if (text !== undefined) await checkBrief(page, text, src);
}

/** What this package is: its version, and the attributes of its element. */
const self = async () => {
  const read = async (name) => JSON.parse(await readFile(new URL(`../${name}`, import.meta.url), "utf8"));
  const [{ version }, { modules }] = await Promise.all([read("package.json"), read("custom-elements.json")]);
  const { attributes } = modules[0].declarations.find(({ tagName }) => tagName === "summit-brief");
  return { version, attributeNames: attributes.map(({ name }) => name) };
};

/** What is wrong with the widget in a page: findings, errors first. If the page has no answer, its finding says `isUnfetched`. */
export async function doctor(address, { fetch = globalThis.fetch } = {}) {
  const answer = await get(fetch, new URL(address));
  if (answer.problem) {
    const finding = {
      level: "error",
      message: plain(`the page: ${answer.problem}`),
      remedy: "check the address and the server",
    };
    return [{ ...finding, isUnfetched: true }];
  }
  const report = new Report();
  const add = report.add.bind(report);
  if (!/^(text\/html|application\/xhtml\+xml)$/.test(answer.type)) {
    const remedy = "give the address of a page, and let the server send it as text/html";
    add("error", `the page is sent as ${answer.type || "a file of unknown type"}, not as HTML`, remedy);
    return report.list;
  }
  const elements = [...elementsIn(parse(decode(answer.bytes, answer.header("content-type"))))];
  const isPolicy = ({ tagName, parentNode, attrs }) =>
    tagName === "meta" &&
    parentNode.tagName === "head" &&
    attrs.some(({ name, value }) => name === "http-equiv" && value.toLowerCase() === "content-security-policy");
  const inPage = elements.filter(isPolicy).map((meta) => attribute(meta, "content") ?? "");
  const written = [...answer.header("content-security-policy").split(","), ...inPage];
  const baseElement = elements.find((element) => element.tagName === "base" && attribute(element, "href") !== undefined);
  const base = (baseElement && resolved(attribute(baseElement, "href"), answer.url)) ?? answer.url;
  const page = { url: answer.url, base, policies: written.map(policy), fetch, add, ...(await self()) };

  const isWidget = (element) => element.tagName === "summit-brief" || attribute(element, "data-summit-brief") !== undefined;
  const widgets = elements.filter(isWidget);
  const loader = elements.find(
    (element) =>
      element.tagName === "script" && resolved(attribute(element, "src") ?? "", base)?.pathname.endsWith(`/${LOADER}`),
  );
  const isFramed = (element) =>
    element.tagName === "iframe" && resolved(attribute(element, "src") ?? "", base)?.pathname.endsWith(EMBED);
  const isFrame = answer.url.pathname.endsWith(EMBED);
  // A frame in such a page is not ours, and might lead back to it.
  const frames = isFrame ? [] : elements.filter(isFramed);
  if (isFrame) await checkFrameBrief(page);
  else if (widgets.length === 0 && frames.length === 0) {
    const missing = loader
      ? "no <summit-brief> in its HTML"
      : `neither <summit-brief> nor its script (${LOADER}) in its HTML`;
    const remedy = "paste the snippet that `summit-brief render --base` writes, and see whether the CMS removes parts of it";
    add("error", `the page has ${missing}`, remedy);
  } else if (!loader && widgets.length > 0) {
    const message = `the page does not load ${LOADER}, as if a bundler had built it: only the HTML and the brief were checked`;
    add("note", message, `without a bundler, add <script type="module"> with the address of ${LOADER}`);
  }
  const files = loader ? [checkFiles(page, loader), checkStyle(page, elements, widgets[0])] : [];
  const label = (index) => (widgets.length > 1 ? `widget ${index + 1}` : undefined);
  const checks = widgets.map((element, index) => checkWidget(page, element, label(index)));
  await Promise.all([...files, ...checks, ...frames.map((frame) => checkFrame(page, frame))]);
  return report.list;
}

/** The command: prints the findings and returns the exit status. */
export async function run(args) {
  if (args.includes("-h") || args.includes("--help")) {
    process.stdout.write(HELP);
    return 0;
  }
  const [address] = args;
  const option = args.find((arg) => arg.startsWith("-"));
  let mistake;
  if (option) mistake = `unexpected argument '${option}' found`;
  else if (!address) mistake = "the following required arguments were not provided: <URL>";
  else if (args.length > 1) mistake = `unexpected argument '${args[1]}' found`;
  else if (!/^https?:$/.test(resolved(address)?.protocol)) {
    mistake = `invalid value '${address}' for '<URL>': expected an address that begins with https:// or http://`;
  }
  if (mistake) {
    process.stderr.write(`error: ${plain(mistake)}\n\n${USAGE}\nFor more information, try '--help'.\n`);
    return 2;
  }
  const findings = await doctor(address);
  const count = (level) => findings.filter((finding) => finding.level === level).length;
  const counted = LEVELS.map((level) => `${count(level)} ${level}${count(level) === 1 ? "" : "s"}`).join(", ");
  const lines = findings.map(({ level, message, remedy }) => `${level}: ${message}${remedy && `; ${remedy}`}`);
  process.stderr.write(`${[...lines, `${counted} in ${plain(address)}`].join("\n")}\n`);
  if (findings.some(({ isUnfetched }) => isUnfetched)) return 3;
  return count("error") > 0 ? 1 : 0;
}
