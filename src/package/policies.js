// What the content security policies of a page do to its widget (CSP Level 3).
import { createHash } from "node:crypto";
import { attribute, textOf } from "./html.js";
import { fileName } from "./serving.js";

// The directives of a content security policy, each before the one that stands in for it.
export const SCRIPTS = ["script-src-elem", "script-src", "default-src"];
const WASM = ["script-src", "default-src"];
export const STYLES = ["style-src-elem", "style-src", "default-src"];
export const REQUESTS = ["connect-src", "default-src"];
export const FRAMES = ["frame-src", "child-src", "default-src"];

/** The directives of a content security policy: their sources, by name. The first of a name counts. */
export const policy = (text) => {
  const directives = new Map();
  for (const part of text.split(";")) {
    const [name, ...sources] = part.trim().split(/\s+/);
    if (!directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
};

/** Whether a source, such as `https://*.example`, covers an address. */
const covers = (source, url, page) => {
  const isProtocol = (name) => url.protocol === name || (name === "http:" && url.protocol === "https:");
  const keyword = source.toLowerCase();
  if (keyword === "'self'") return url.host === page.host && isProtocol(page.protocol);
  if (keyword === "*") return /^https?:$/.test(url.protocol);
  if (/^[a-z][a-z0-9+.-]*:$/.test(keyword)) return isProtocol(keyword);
  const parts = /^(?:([a-z][a-z0-9+.-]*:)\/\/)?(\*|(?:\*\.)?[\w.-]+)(?::(\d+|\*))?(\/[^?#]*)?$/i.exec(source);
  if (!parts) return false;
  const [, protocol = page.protocol, host, port, path = "/"] = parts;
  const name = host.toLowerCase();
  if (!isProtocol(protocol.toLowerCase())) return false;
  if (name.startsWith("*") ? !url.hostname.endsWith(name.slice(1)) : url.hostname !== name) return false;
  const standard = url.protocol === "https:" ? "443" : "80";
  const isPort =
    port === "*" || (port ?? standard) === (url.port || standard) || (port === "80" && standard === "443" && !url.port);
  return isPort && (path.endsWith("/") ? url.pathname.startsWith(path) : url.pathname === path);
};

/**
 * Reports what the policies of a page do to a file. `nonce` is that of its element, or of the script that imports it;
 * `isImported` says that a script imports it, which 'strict-dynamic' allows.
 */
export const checkPolicies = (page, url, kinds, { nonce, isImported } = {}) => {
  for (const directives of page.policies) {
    const name = kinds.find((kind) => directives.has(kind));
    const sources = directives.get(name) ?? ["*"];
    if (nonce && sources.includes(`'nonce-${nonce}'`)) continue;
    const isStrict = kinds === SCRIPTS && sources.includes("'strict-dynamic'");
    if (isStrict ? isImported : sources.some((source) => covers(source, url, page.url))) continue;
    const remedy = isStrict
      ? "give the <script> element the nonce of the policy"
      : `add ${url.origin === page.url.origin ? "'self'" : url.origin} to ${name}`;
    page.add("error", `the content security policy blocks it (${name})`, remedy, fileName(url));
  }
};

/** Reports policies that block WebAssembly. */
export const checkWasmPolicies = (page) => {
  for (const directives of page.policies) {
    const name = WASM.find((kind) => directives.has(kind));
    if (!name || directives.get(name).some((source) => /^'(wasm-)?unsafe-eval'$/i.test(source))) continue;
    const message = `the content security policy blocks WebAssembly (${name}), so readers keep the prerendered version`;
    page.add("error", message, `add 'wasm-unsafe-eval' to ${name}`);
  }
};

/** Reports policies that block a style sheet in the page. */
export const checkInlineStyle = (page, style) => {
  const hash = (kind) => `'${kind}-${createHash(kind).update(textOf(style)).digest("base64")}'`;
  const own = [`'nonce-${attribute(style, "nonce")}'`, ...["sha256", "sha384", "sha512"].map(hash)];
  for (const directives of page.policies) {
    const name = STYLES.find((kind) => directives.has(kind));
    const sources = directives.get(name) ?? ["'unsafe-inline'"];
    const isInlineAllowed =
      sources.includes("'unsafe-inline'") && !sources.some((source) => /^'(nonce|sha\d+)-/.test(source));
    if (isInlineAllowed || sources.some((source) => own.includes(source))) continue;
    const message = `the content security policy blocks the style sheet in the page (${name})`;
    page.add("error", message, `add ${hash("sha256")} to ${name}`);
  }
};
