// `summit-brief doctor`, on pages that a real server sends: one that is as it should be, and then with one fault at a time.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { install } from "./installed.mjs";

const BRIEF = readFileSync("static/briefs/helsinki-2018.json", "utf8");
const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".json": "application/json",
};
const LONG = "public, max-age=31536000, immutable";
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'";
let folder;
let doctor;
let snippet;
let files; // the files of the widget, compressed, by their names

before(async () => {
  folder = install();
  const inside = join(folder, "node_modules/summit-brief");
  ({ doctor } = await import(pathToFileURL(join(inside, "lib/doctor.js"))));
  const { render } = await import(pathToFileURL(join(inside, "lib/render.js")));
  snippet = await render(BRIEF, { base: "/widget/" });
  const compress = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
  const names = readdirSync(join(inside, "dist"));
  files = new Map(names.map((name) => [name, compress(readFileSync(join(inside, "dist", name)))]));
  files.set("brief.json", compress(BRIEF));
});

after(() => rmSync(folder, { recursive: true, force: true }));

const page = (body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>An article</title><body>${body}</body></html>`;

/** What a good server answers: the status, headers and body. */
const answer = (path, html, compress = true) => {
  if (path === "/") return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: html };
  const name = path.split("?")[0].split("/").at(-1);
  if (!files.has(name)) return { status: 404, headers: { "content-type": "text/html" }, body: "nothing" };
  const isHashed = /-[0-9a-f]{12}/.test(name);
  const encoding = compress && { "content-encoding": "br" };
  const headers = {
    "content-type": TYPES[extname(name)],
    "cache-control": isHashed ? LONG : "public, max-age=3600",
    ...encoding,
  };
  return { status: 200, headers, body: files.get(name) };
};

/** Serves a page and the widget's files; `change` is given each path and its answer, and may change that. */
async function serve(html, change = () => {}) {
  const server = createServer((request, response) => {
    const path = request.url;
    const sent = answer(path, html);
    change(sent, path);
    response.writeHead(sent.status, sent.headers).end(sent.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

/** What the doctor finds in a page. */
async function examine(html, change) {
  const server = await serve(html, change);
  try {
    return await doctor(`${server.origin}/`);
  } finally {
    server.close();
  }
}

/** Asserts that there is one finding, of this level, whose message and remedy match. */
const found = (findings, level, message, remedy) => {
  assert.equal(findings.length, 1, JSON.stringify(findings, null, 1));
  assert.equal(findings[0].level, level);
  assert.match(findings[0].message, message);
  assert.match(findings[0].remedy, remedy);
};

const decompressed = async (name) => readFileSync(join(folder, "node_modules/summit-brief/dist", name));
const ofKind = (extension) => (path) => path.endsWith(extension);
const isGlue = (path) => /-[0-9a-f]{12}\.js$/.test(path);
const isHashed = (path) => /-[0-9a-f]{12}/.test(path);
const isLoader = (path) => path.endsWith("/summit-brief.js");

/** A change to the headers of the answers to some paths. */
const withHeaders =
  (headers, isChanged = (path) => path !== "/") =>
  (sent, path) => {
    if (isChanged(path)) Object.assign(sent.headers, headers);
  };

test("a good page has no findings, with a policy or without, in a folder with a version, and with a hosted brief", async () => {
  const hosted = snippet.replace("<summit-brief ", '<summit-brief src="/brief.json" refresh="60" ');
  const versioned = snippet.replaceAll("/widget/", "/summit-brief-0.2.0/");
  assert.deepEqual(await examine(page(snippet)), []);
  assert.deepEqual(await examine(page(snippet), withHeaders({ "content-security-policy": POLICY }, ofKind("/"))), []);
  assert.deepEqual(await examine(page(versioned), withHeaders({ "cache-control": LONG })), []);
  assert.deepEqual(await examine(page(hosted), withHeaders({ "cache-control": "no-cache" }, ofKind(".json"))), []);
  assert.deepEqual(
    await examine(page(snippet.replace("<summit-brief", "<div data-summit-brief").replace("</summit-brief>", "</div>"))),
    [],
  );
});

test("files that are served wrongly are reported, each fault once", async () => {
  const html = page(snippet);
  found(
    await examine(html, withHeaders({ "content-type": "text/plain" }, ofKind(".js"))),
    "error",
    /summit-brief\.js, .* more: is sent as text\/plain/,
    /text\/javascript/,
  );
  found(
    await examine(html, withHeaders({ "content-type": "text/plain" }, ofKind(".css"))),
    "error",
    /^summit-brief\.css: is sent as text\/plain/,
    /text\/css/,
  );
  found(
    await examine(html, withHeaders({ "content-type": "application/octet-stream" }, ofKind(".wasm"))),
    "warning",
    /_bg\.wasm: is sent as/,
    /application\/wasm/,
  );
  const bare = await decompressed("summit-brief.css");
  const uncompressed = (sent, path) => {
    if (!path.endsWith(".css")) return;
    delete sent.headers["content-encoding"];
    sent.body = bare;
  };
  found(await examine(html, uncompressed), "warning", /^summit-brief\.css: is sent without compression/, /brotli or gzip/);
  found(
    await examine(html, withHeaders({ "cache-control": LONG }, isLoader)),
    "warning",
    /^summit-brief\.js: browsers keep it for more than a day/,
    /own folder/,
  );
  found(
    await examine(html, withHeaders({ "cache-control": "no-store" }, isHashed)),
    "note",
    /do not keep it for a day/,
    /immutable/,
  );
});

test("files that are gone are reported", async () => {
  const html = page(snippet);
  const gone = (isGone) => (sent, path) => {
    if (isGone(path)) Object.assign(sent, answer("/nowhere", html));
  };
  found(
    await examine(html, gone(isGlue)),
    "error",
    /-[0-9a-f]{12}\.js: the server answered 404/,
    /the loader is from one build, and the folder has another's files/,
  );
  found(await examine(html, gone(isHashed)), "error", /_bg\.wasm.*: the server answered 404/, /another's files/);
  found(await examine(html, gone(isLoader)), "error", /^summit-brief\.js: the server answered 404/, /upload all files/);
  const fallback = (sent, path) => {
    if (isGlue(path)) Object.assign(sent, answer("/", html));
  };
  found(await examine(html, fallback), "error", /answered with an HTML page/, /another's files/);
});

test("another origin must let the page read the files, except for the style sheet", async () => {
  const other = await serve("");
  const allowed = await serve("", withHeaders({ "access-control-allow-origin": "*" }));
  try {
    const on = ({ origin }) => page(snippet.replaceAll("/widget/", `${origin}/widget/`));
    found(
      await examine(on(other)),
      "error",
      /^summit-brief\.js, .*: the page may not read it/,
      /Access-Control-Allow-Origin/,
    );
    assert.deepEqual(await examine(on(allowed)), []);
  } finally {
    other.close();
    allowed.close();
  }
});

test("a content security policy that blocks the widget is reported", async () => {
  const under = (policy, html = snippet) =>
    examine(page(html), withHeaders({ "content-security-policy": policy }, ofKind("/")));
  found(
    await under(POLICY.replace(" 'wasm-unsafe-eval'", "")),
    "error",
    /blocks WebAssembly \(script-src\)/,
    /'wasm-unsafe-eval'/,
  );
  found(
    await under(POLICY.replace("style-src 'self'", "style-src 'none'")),
    "error",
    /^summit-brief\.css: .* \(style-src\)/,
    /add 'self' to style-src/,
  );
  found(
    await under(POLICY.replace("; connect-src 'self'", "")),
    "error",
    /_bg\.wasm: .* \(default-src\)/,
    /add 'self' to default-src/,
  );
  found(
    await under(`${POLICY}, script-src https://cdn.example 'unsafe-eval'`),
    "error",
    /^summit-brief\.js, .* \(script-src\)/,
    /add 'self' to script-src/,
  );
  const nonce = snippet.replace('<script type="module"', '<script nonce="abc" type="module"');
  const strict = "script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'";
  assert.deepEqual(await under(strict, nonce), []);
  found(await under(strict), "error", /^summit-brief\.js: .* \(script-src\)/, /nonce/);
  const meta = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`;
  found(await examine(page(snippet).replace("<title>", `${meta}<title>`)), "error", /blocks WebAssembly/, /script-src/);
  const loose = withHeaders({ "content-security-policy-report-only": "default-src 'none'" }, ofKind("/"));
  assert.deepEqual(await examine(page(snippet), loose), []);
});

test("sources of a policy cover what browsers let them cover", async () => {
  const allowed = (source) => async (origin) => {
    const policy = `script-src ${source.replace("ORIGIN", origin)} 'wasm-unsafe-eval'`;
    const server = await serve(page(snippet), withHeaders({ "content-security-policy": policy }, ofKind("/")));
    try {
      return (await doctor(`${server.origin.replace("127.0.0.1", "localhost")}/`)).length === 0;
    } finally {
      server.close();
    }
  };
  for (const source of ["*", "http:", "localhost:*", "http://localhost:*/widget/", "'SELF'"])
    assert.ok(await allowed(source)(), source);
  for (const source of ["'none'", "https:", "localhost", "*.localhost:*", "localhost:*/other/", "https://localhost:*"]) {
    assert.ok(!(await allowed(source)()), source);
  }
});

test("a style sheet in the page needs its hash in the policy", async () => {
  const { render } = await import(pathToFileURL(join(folder, "node_modules/summit-brief/lib/render.js")));
  const html = page(await render(BRIEF, { base: "/widget/", style: "inline" }));
  const under = (style) => examine(html, withHeaders({ "content-security-policy": `style-src ${style}` }, ofKind("/")));
  assert.deepEqual(await under("'unsafe-inline'"), []);
  const findings = await under("'self'");
  found(findings, "error", /the style sheet in the page/, /'sha256-/);
  assert.deepEqual(await under(/'sha256-[^']*'/.exec(findings[0].remedy)[0]), []);
});

test("another version is reported", async () => {
  const text = String(await decompressed("summit-brief.js"));
  const version = (number) => (sent, path) => {
    if (isLoader(path)) sent.body = brotliCompressSync(text.replace(/version="[^"]*"/, `version="${number}"`));
  };
  found(await examine(page(snippet), version("0.1.9")), "warning", /version 0\.1\.9; the newest/, /upload the files/);
  found(await examine(page(snippet), version("10.0.0")), "note", /version 10\.0\.0/, /update/);
  found(
    await examine(page(snippet.replace('class="sb-standfirst"', 'class="sb-intro"'))),
    "note",
    /another version/,
    /again/,
  );
});

test("faults of the brief are reported", async () => {
  const withBrief = (text) =>
    page(snippet.replace(/(<script type="application\/json">).*?(<\/script>)/s, (_, start, end) => start + text + end));
  found(await examine(withBrief(JSON.stringify({ ...JSON.parse(BRIEF), title: 1 }))), "error", /the brief: title: /, /./);
  found(await examine(withBrief("")), "error", /the brief: is empty/, /check/);
  found(await examine(withBrief(`"${"x".repeat(3e6)}"`)), "error", /the brief: is larger than 2 MB/, /check/);
  const quoted = await examine(withBrief("{“id”: 1}"));
  assert.ok(quoted.every(({ level, message }) => level === "error" && message.startsWith("the brief: ")));
  assert.ok(quoted.some(({ message }) => message.includes("line 1, column 2: a string in JSON cannot start with “")));
  const hosted = page(snippet.replace("<summit-brief ", '<summit-brief src="/brief.json" refresh="60" '));
  found(
    await examine(hosted, withHeaders({ "cache-control": "max-age=600" }, ofKind(".json"))),
    "warning",
    /brief\.json: .* 600 seconds/,
    /max-age=60/,
  );
  found(await examine(hosted.replace("/brief.json", "/gone.json")), "error", /gone\.json: the server answered 404/, /src/);
  found(
    await examine(page(snippet.replace("<summit-brief ", '<summit-brief zone="Nowhere" '))),
    "warning",
    /unknown time zone “Nowhere”/,
    /attribute/,
  );
});

test("an older version of the brief at src is reported, in a cache or on the server", async () => {
  const hosted = page(snippet.replace("<summit-brief ", '<summit-brief src="/brief.json" refresh="60" '));
  const version = (updated) => brotliCompressSync(JSON.stringify({ ...JSON.parse(BRIEF), updated }));
  const sends = (cached, newest) => (sent, path) => {
    if (!path.startsWith("/brief.json")) return;
    Object.assign(sent, answer("/brief.json"), { body: path.includes("?") ? newest : cached });
    sent.headers["cache-control"] = "no-cache";
  };
  const { updated } = JSON.parse(BRIEF);
  const [earlier, same, later] = ["2018-07-16T12:00:00+08:00", updated, "2018-07-16T13:00:00+08:00"].map(version);
  const age = (findings) => findings.filter(({ message }) => message.includes("older"));
  found(
    await examine(hosted, sends(earlier, earlier)),
    "warning",
    /^\/brief\.json: is an older version .* the page/,
    /publish/,
  );
  found(
    await examine(hosted, sends(same, later)),
    "warning",
    /^brief\.json: a cache gives readers an older version/,
    /purge/,
  );
  for (const [cached, newest] of [
    [same, same],
    [later, later],
    [later, same],
  ]) {
    assert.deepEqual(age(await examine(hosted, sends(cached, newest))), []);
  }
});

test("the widget in a frame is checked in the frame", async () => {
  const framed = (address, attributes = "") => page(`<iframe src="${address}" ${attributes}></iframe>`);
  const good = "/widget/embed.html?src=/brief.json";
  assert.deepEqual(await examine(framed(good)), []);
  assert.deepEqual(await examine(framed(good, 'sandbox="allow-scripts"')), []);
  found(await examine(framed(good, "sandbox")), "error", /the sandbox .* allows no scripts/, /allow-scripts/);
  found(await examine(framed("/widget/embed.html")), "error", /^the frame: the address names no brief/, /\?src=/);
  found(
    await examine(framed("/widget/embed.html?src=/gone.json")),
    "error",
    /^the frame: gone\.json: .* 404/,
    /upload the brief/,
  );
  const policy = { "content-security-policy": "frame-src https://frames.example" };
  found(
    await examine(framed(good), withHeaders(policy, ofKind("/"))),
    "error",
    /^embed\.html: .*\(frame-src\)/,
    /add 'self'/,
  );
  found(
    await examine(framed(good), withHeaders({ "content-type": "text/plain" }, ofKind(".css"))),
    "error",
    /^the frame: summit-brief\.css: is sent as text\/plain/,
    /text\/css/,
  );
  // A page for a frame that has itself in a frame.
  const nested = (sent, path) => {
    if (!path.startsWith("/widget/embed.html")) return;
    Object.assign(sent, { headers: { "content-type": "text/html" }, body: framed(path) });
  };
  assert.deepEqual(await examine(framed(good), nested), []);
  const other = await serve(
    "",
    withHeaders({ "access-control-allow-origin": "*" }, () => true),
  );
  try {
    const foreign = framed(`/widget/embed.html?src=${other.origin}/brief.json`);
    found(await examine(foreign), "error", /^the frame: the brief is on another origin/, /config\.json/);
    const config = (sent, path) => {
      if (!path.endsWith("/config.json")) return;
      Object.assign(sent, { status: 200, headers: { "content-type": "application/json" } });
      sent.body = JSON.stringify({ origins: [other.origin] });
    };
    assert.deepEqual(await examine(foreign, config), []);
  } finally {
    other.close();
  }
});

test("a page without the element, its script or its style sheet is reported, or with the element in a paragraph", async () => {
  const element = snippet.slice(snippet.indexOf("<summit-brief"));
  const [sheet, script] = snippet.split("\n");
  found(await examine(page("<p>Nothing</p>")), "error", /neither <summit-brief> nor its script/, /render --base/);
  found(await examine(page(`${sheet}${script}`)), "error", /no <summit-brief>/, /render --base/);
  found(await examine(page(element)), "note", /as if a bundler had built it/, /without a bundler/);
  found(await examine(page(`${script}${element}`)), "error", /no style sheet/, /<link/);
  found(await examine(page(`${script}${element}${sheet}`)), "warning", /after the widget/, /before/);
  found(
    await examine(page(`${sheet}${script.replace(' type="module"', "")}${element}`)),
    "error",
    /not loaded as a module/,
    /type="module"/,
  );
  found(await examine(page(`${sheet}${script}<p>${element}</p>`)), "error", /inside a <p>/, /<div>/);
});

test("a page that cannot be fetched, or that is not HTML, is reported", async () => {
  const gone = (sent) => Object.assign(sent, { status: 404 });
  found(await examine(page(snippet), gone), "error", /the server answered 404/, /address/);
  found(
    await examine(page(snippet), withHeaders({ "content-type": "text/plain" }, ofKind("/"))),
    "error",
    /not as HTML/,
    /text\/html/,
  );
  const { origin, close } = await serve("");
  close();
  found(await doctor(`${origin}/`), "error", /could not be fetched \(ECONNREFUSED\)/, /address/);
});

/** Runs the command; returns its exit status and what it writes. */
async function command(...options) {
  const child = spawn(join(folder, "node_modules/.bin/summit-brief"), ["doctor", ...options]);
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) child[name].on("data", (bytes) => (written[name] += bytes));
  const [status] = await once(child, "close");
  return { status, ...written };
}

test("the command prints the findings, and its exit status says how it went", async () => {
  const good = await serve(page(snippet));
  const bad = await serve(page("nothing"));
  try {
    assert.deepEqual(await command(`${good.origin}/`), {
      status: 0,
      stdout: "",
      stderr: `0 errors, 0 warnings, 0 notes in ${good.origin}/\n`,
    });
    const { status, stderr } = await command(`${bad.origin}/`);
    assert.equal(status, 1);
    assert.match(stderr, /^error: the page has neither .*; paste .*\n1 error, 0 warnings, 0 notes in /);
    bad.close();
    const unreachable = await command(`${bad.origin}/`);
    assert.equal(unreachable.status, 3);
    assert.match(unreachable.stderr, /^error: the page: could not be fetched/);
  } finally {
    good.close();
    bad.close();
  }
  for (const wrong of [[], ["news.example"], ["file:///etc"], ["--fast"], ["https://a.example", "https://b.example"]]) {
    const { status, stdout, stderr } = await command(...wrong);
    assert.deepEqual([status, stdout], [2, ""], `${wrong}`);
    assert.match(stderr, /^error: .*\n[^]*Usage: summit-brief doctor <URL>/);
  }
  const help = await command("--help");
  assert.deepEqual([help.status, help.stderr], [0, ""]);
  assert.match(help.stdout, /Usage: summit-brief doctor <URL>/);
});

test("control characters of a page do not reach the output", async () => {
  const brief = JSON.stringify({ "\u001b[31mred\u202e": 1 }).replace("\\u001b", "\u001b");
  const element = `<summit-brief src="&#x1b;]0;x&#7;.json" zone="&#x1b;[2J"><script type="application/json">${brief}</script>`;
  const hostile = `${element}${snippet.slice(snippet.indexOf("<div class"))}`;
  const server = await serve(page(hostile));
  try {
    const { stderr } = await command(`${server.origin}/`);
    assert.match(stderr, /red/);
    assert.doesNotMatch(stderr.replaceAll("\n", ""), /[\p{Cc}\p{Bidi_Control}]/u);
  } finally {
    server.close();
  }
});
