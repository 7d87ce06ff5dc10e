// The types of "summit-brief/render", without those of the DOM.

import type { Brief, Finding } from "summit-brief/render";
import { SummitBriefError, calendar, check, importArticle, render } from "summit-brief/render";

export const page = async (article: string): Promise<string> => {
  const { brief, items, passes } = await importArticle(article, { zone: "Asia/Hong_Kong", from: "markdown" });
  const { findings, errors, warnings, notes } = await check(brief);
  const total: number = errors + warnings + notes;
  const lines: string[] = findings.map(({ line, level, message }: Finding) => `${line}: ${level}: ${message}`);
  const offered: string[] = items.flatMap(({ kind, session, instant }) => (kind === "candidate" ? [session?.start ?? instant ?? ""] : []));
  if (!passes) throw Error([...items.map(({ message }) => message), ...offered, ...lines, total].join("\n"));
  try {
    await calendar(brief, { session: "meeting", lang: "fi", url: "https://news.example/summit" });
    return await render(brief, {
      base: "https://cdn.example/",
      page: true,
      style: "inline",
      jsonLd: true,
      attributes: { lang: "zh-HK", "heading-level": "3" },
    });
  } catch (error) {
    if (!(error instanceof SummitBriefError)) throw error;
    const status: 1 | 2 | 3 = error.status;
    return `${status}: ${error.message}`;
  }
};

export const forms = (brief: Brief): Promise<string>[] => [
  render(brief, { base: "/w", src: "/brief.json", inline: true, integrity: "dist" }),
  render(brief, { base: "/w", src: "/brief.json", iframe: true }),
  render(brief, { feed: true }),
];

export const text = (json: string): Promise<string> => render(json, { text: true });

export const mistakes = async (brief: Brief): Promise<void> => {
  // @ts-expect-error: a promise
  const html: string = render(brief);
  // @ts-expect-error: no such style
  await render(brief, { style: "none" });
  // @ts-expect-error: attributes are strings
  await render(brief, { attributes: { "heading-level": 3 } });
  // @ts-expect-error: not a brief
  await render({ id: "helsinki-2018" });
  // @ts-expect-error: no such format
  await importArticle("", { from: "pdf" });
  // @ts-expect-error: the id of a session
  await calendar(brief, { session: 0 });
  const { findings } = await check(brief);
  // @ts-expect-error: missing if the brief could not be read
  const line: number | undefined = findings[0]?.line.valueOf();
  // @ts-expect-error: only the functions throw it
  throw new SummitBriefError(html, line);
};
