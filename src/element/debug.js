// What is wrong with the widgets of a page, in plain words, for developers: `?sb-debug` in the page's address makes the loader
// import this file. It starts every widget, asks the browser what became of their files, and shows what it found.
import { CSS, LOADER, checkServing, fileName } from "../package/serving.js";

const LEVELS = ["error", "warning", "note"];
const WAIT_MS = 10_000; // for the widgets to come alive
const SMALL_BYTES = 1000; // servers need not compress files below this
const OURS = /\/summit-brief[^/]*\.(js|css|wasm)$/;

const findings = [];
const add = (level, message, remedy, about) => {
  const text = `${about ? `${about}: ` : ""}${message}; ${remedy}`;
  if (!findings.some((one) => one.text === text)) findings.push({ level, text });
};

const settled = new Set(); // widgets that are live, or have failed
addEventListener("sb-ready", ({ target }) => settled.add(target));
addEventListener("sb-error", ({ target, detail }) => {
  settled.add(target);
  add("error", detail.message, "the static HTML stays; what else is listed here may say why");
});

addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective: name, disposition }) => {
  if (disposition === "report") return;
  if (blockedURI === "wasm-eval") {
    return add("error", "the content security policy blocks WebAssembly", `add 'wasm-unsafe-eval' to ${name}`);
  }
  if (!URL.canParse(blockedURI)) return;
  const { origin } = new URL(blockedURI);
  const source = origin === location.origin ? "'self'" : origin;
  add("error", `the content security policy blocks ${blockedURI}`, `add ${source} to ${name}`);
});

/** Starts every widget, and waits until each is live or has failed. */
const start = async () => {
  const widgets = [...document.querySelectorAll("summit-brief")];
  if (widgets.length === 0) {
    add("error", "the page has no <summit-brief>", "see whether the CMS removes tags, and use <div data-summit-brief> then");
  }
  for (const widget of widgets) {
    if (widget.matches("p *")) add("error", "the widget is inside a <p>", "put it where a <div> is allowed");
  }
  const end = performance.now() + WAIT_MS;
  const isWaiting = (widget) => !settled.has(widget) && !widget.querySelector(":scope > .sb--live");
  let waiting = widgets;
  while ((waiting = waiting.filter(isWaiting)).length > 0) {
    if (performance.now() > end) {
      add(
        "error",
        `a widget is not live after ${WAIT_MS / 1000} seconds`,
        "see whether it has a brief: src, brief, or JSON inside",
      );
      break;
    }
    // As when a reader uses it.
    for (const widget of waiting) widget.dispatchEvent(new Event("focusin"));
    await new Promise((done) => setTimeout(done, 100));
  }
};

/** Checks the style sheet, by what it does. */
const checkStyle = () => {
  const tree = document.querySelector("summit-brief > .sb");
  if (tree && getComputedStyle(tree).containerType !== "inline-size") {
    add(
      "error",
      `the page has no style sheet of the widget (${CSS}), or one of another version`,
      `link ${CSS} beside ${LOADER}`,
    );
  }
};

/** Checks how the files that the page has loaded are served. */
const checkFiles = async () => {
  const loaded = performance.getEntriesByType("resource").filter(({ name }) => OURS.test(new URL(name).pathname));
  const loaders = new Set(loaded.map(({ name }) => name).filter((name) => fileName(new URL(name)) === LOADER));
  if (loaders.size > 1) add("warning", `the page loads ${[...loaders].join(" and ")}`, "keep one of the two");
  const entries = new Map(loaded.map((entry) => [entry.name, entry]));
  for (const [name, { encodedBodySize, decodedBodySize }] of entries) {
    const url = new URL(name);
    // What browsers have kept tells how it was sent. Style sheets may come from servers that let no script read them.
    const response = await fetch(name, { cache: "force-cache" }).catch(() => {});
    if (!response) {
      if (fileName(url) !== CSS)
        add("error", "could not be fetched", "see whether it is there, and may be read", fileName(url));
    } else if (!response.ok) {
      add("error", `the server answered ${response.status}`, "upload all files of one build", fileName(url));
    } else {
      const type = (response.headers.get("content-type") ?? "").split(";")[0].trim().toLowerCase();
      // Sizes are 0 if the server hides them from other origins.
      const isCompressed = decodedBodySize <= SMALL_BYTES || encodedBodySize < decodedBodySize;
      checkServing(add, url, type, isCompressed, response.headers.get("cache-control") ?? "");
    }
  }
};

/** Shows the findings above the page, apart from its style. */
const show = () => {
  findings.sort((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
  const { version } = customElements.get("summit-brief");
  const title = findings.length > 0 ? `summit-brief ${version}` : `summit-brief ${version}: nothing is wrong`;
  const panel = document.createElement("section");
  panel.id = "sb-debug";
  panel.setAttribute("aria-label", "summit-brief");
  const list = document.createElement("ul");
  list.append(
    ...findings.map(({ level, text }) => {
      const item = document.createElement("li");
      item.textContent = `${level}: ${text}`;
      return item;
    }),
  );
  const head = document.createElement("strong");
  head.textContent = title;
  const more = document.createElement("p");
  more.textContent = `More, such as policies and the brief itself: npx summit-brief doctor ${location.origin}${location.pathname}`;
  const close = document.createElement("button");
  close.textContent = "Close";
  close.onclick = () => panel.remove();
  panel.append(head, list, more, close);
  Object.assign(panel.style, {
    all: "revert",
    position: "fixed",
    inset: "auto 0 0 0",
    zIndex: 2 ** 31 - 1,
    maxHeight: "50vh",
    overflow: "auto",
    padding: "12px 16px",
    font: "14px/1.5 system-ui, sans-serif",
    color: "#111",
    background: "#fffbe6",
    borderTop: "2px solid #b58900",
  });
  document.body.append(panel);
  for (const { level, text } of findings) console.info(`summit-brief: ${level}: ${text}`);
};

// Not at the top level, where Vite 6 and other bundlers for older browsers refuse `await`.
const run = async () => {
  if (document.readyState === "loading") await new Promise((done) => addEventListener("DOMContentLoaded", done));
  await start();
  checkStyle();
  await checkFiles();
  show();
};
run();
