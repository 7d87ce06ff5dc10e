// How a server should send the files of the widget: their types, compressed, and how long browsers keep them.

export const LOADER = "summit-brief.js";
export const CSS = "summit-brief.css";
const TYPES = { js: "text/javascript", css: "text/css", wasm: "application/wasm" };
const SCRIPT_TYPE = /^(text|application)\/(x-)?(java|ecma)script$/;
const VERSIONED_FOLDER = /(?:\/summit-brief-|@)\d+\.\d+\.\d+[^/]*\//;
const DAY_S = 86_400;

export const fileName = (url) => url.pathname.split("/").at(-1) || url.href;

/** The seconds that browsers keep a file without asking again; undefined if the header Cache-Control does not say. */
export const lifetime = (control, names = ["max-age"]) => {
  if (/\bno-(store|cache)\b/i.test(control)) return 0;
  const found = names.map((name) => new RegExp(`(?:^|[\\s,])${name}="?(\\d+)`, "i").exec(control)).find(Boolean);
  return found && Number(found[1]);
};

/** Reports what is wrong with how a file is sent: its type, whether it is compressed, and the header Cache-Control. */
export const checkServing = (add, url, type, isCompressed, control) => {
  const name = fileName(url);
  const kind = name.split(".").at(-1);
  if (kind === "js" ? !SCRIPT_TYPE.test(type) : type !== TYPES[kind]) {
    const effect = kind === "wasm" ? "so browsers cannot compile it while it loads" : "so browsers refuse it";
    const sent = type ? `is sent as ${type}` : "is sent without a Content-Type";
    const remedy = `let the server send .${kind} files as ${TYPES[kind]}`;
    add(kind === "wasm" ? "warning" : "error", `${sent}, ${effect}`, remedy, name);
  }
  if (!isCompressed) {
    const remedy = "let the server compress .js, .css and .wasm files (brotli or gzip)";
    add("warning", "is sent without compression", remedy, name);
  }
  const kept = lifetime(control);
  const isStable = name === LOADER || name === CSS;
  if (isStable && !VERSIONED_FOLDER.test(url.pathname)) {
    if (kept > DAY_S || /\bimmutable\b/i.test(control)) {
      const message = "browsers keep it for more than a day, but the next version has the same address";
      const remedy = "put each version into its own folder (summit-brief-1.2.3/), or let browsers keep it for an hour";
      add("warning", message, remedy, name);
    }
  } else if (!(kept >= DAY_S)) {
    const remedy = "let the server send “Cache-Control: public, max-age=31536000, immutable”";
    add("note", "browsers do not keep it for a day, although it never changes", remedy, name);
  }
};
