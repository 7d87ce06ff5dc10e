// Serves files from memory on a free local port, as a static host would.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { brotli } from "./brotli.mjs";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** The files in `folder`, recursively: a map from path, such as `/briefs/a.json`, to content. */
export function filesOf(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());
  return new Map(names.map((name) => [`/${name.replaceAll(sep, "/")}`, readFileSync(join(folder, name))]));
}

/**
 * Serves `files`. For a path that ends in `/`, serves the `index.html` there. With `compress`, sends files of known
 * types as brotli, compressed in advance. Each response adds a `{ path, bytes, missing }` to `sent`. Pages of every origin
 * may read the files. `close` stops the server.
 */
export async function serve(files, { compress = false, sent = [] } = {}) {
  const compressed = new Map(compress ? [...new Set(files.values())].map((bytes) => [bytes, brotli(bytes)]) : []);
  const server = createServer((request, response) => {
    let path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (path.endsWith("/")) path += "index.html";
    const content = files.get(path);
    const type = TYPES[extname(path)];
    const encoded = type && request.headers["accept-encoding"]?.includes("br") ? compressed.get(content) : undefined;
    const body = encoded ?? content ?? Buffer.alloc(0);
    sent.push({ path, bytes: body.length, missing: !content });
    response.writeHead(content ? 200 : 404, {
      "content-type": type ?? "application/octet-stream",
      "content-length": body.length,
      "access-control-allow-origin": "*",
      ...(encoded && { "content-encoding": "br", vary: "accept-encoding" }),
    });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const close = async () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, sent, close };
}
