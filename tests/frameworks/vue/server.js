// `node server.js` in development; `node server.js built` after `vite build`, for the browser and for the server.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import sirv from "sirv";
import { render } from "summit-brief/render";

const server = createServer();
let files; // serves all except pages
let page; // loads the template and the app
if (process.argv.includes("built")) {
  const [template, app] = [await readFile("dist/client/index.html", "utf8"), await import("./dist/server/entry-server.js")];
  files = sirv("dist/client", { extensions: [] });
  page = async () => ({ template, app });
} else {
  const { createServer: createVite } = await import("vite");
  const vite = await createVite({ appType: "custom", server: { middlewareMode: true, hmr: { server } } });
  files = vite.middlewares;
  page = async (path) => ({
    template: await vite.transformIndexHtml(path, await readFile("index.html", "utf8")),
    app: await vite.ssrLoadModule("/src/entry-server.js"),
  });
}

const json = await readFile("public/brief.json", "utf8");
const state = { brief: JSON.parse(json), html: await render(json) };

server.on("request", (request, response) =>
  files(request, response, async () => {
    const { template, app } = await page(request.url);
    const html = await app.renderPage(request.url, state);
    const data = JSON.stringify(state).replaceAll("<", "\\u003c");
    response.setHeader("content-type", "text/html");
    response.end(template.replace("<!--app-->", () => html).replace("<!--state-->", () => data));
  }),
);
server.listen(process.env.PORT);
