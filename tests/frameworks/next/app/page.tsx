import { readFile } from "node:fs/promises";
import { render } from "summit-brief/render";
import { Widget } from "./widget";

export default async function Page() {
  const html = await render(await readFile("public/brief.json", "utf8"));
  return (
    <main>
      <h1>Article</h1>
      <Widget src="/brief.json" html={html} />
    </main>
  );
}
