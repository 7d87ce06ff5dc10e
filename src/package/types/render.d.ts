// Types of "summit-brief/render", and of the brief (docs/format.md). Must not need the types of the DOM.

/** One event, explained: what the parties disagree on, and when it happens. All text is plain text, never markup. */
export interface Brief {
  /** The address of the JSON Schema, for text editors; the widget ignores it. */
  $schema?: string;
  /** Identifies the brief in links, in storage and in readers' calendars: `[a-z0-9]+(-[a-z0-9]+)*`. */
  id: string;
  /** The language of the content, as a BCP 47 tag. The default is `en-GB`. */
  lang?: string;
  /** The widget's title. */
  title: string;
  /** One line under the title. */
  summary: string;
  /** When the brief was first published: RFC 3339 with offset. */
  published: string;
  /** When the brief was last changed: RFC 3339 with offset, not before `published`. */
  updated: string;
  /** The venue; left out for a webinar or a deadline. */
  place?: Place | null;
  /** Where the content comes from. */
  credit?: string | null;
  /** Who disagrees with whom. */
  parties?: Party[];
  /** The columns of the schedule, in order. */
  zones: ZoneColumn[];
  /** What happens, and when. */
  sessions: Session[];
  /** What the parties disagree on. */
  issues: Issue[];
}

/** The venue. */
export interface Place {
  /** The venue's name, usually a city. */
  name: string;
  /** The venue's IANA time zone. The schedule groups sessions by day in this zone. */
  zone: string;
}

/** One of the parties that disagree. */
export interface Party {
  /** Identifies the party. Positions refer to it. */
  id: string;
  /** The name that readers see. */
  name: string;
}

/** A column of the schedule. */
export interface ZoneColumn {
  /** The column's IANA time zone. */
  zone: string;
  /** The column's heading. The default is GMT for `UTC`, and the city for other zones. */
  label?: string | null;
}

/** Something that happens at a given time. */
export interface Session {
  /** Identifies the session within the brief. */
  id: string;
  /** What happens. */
  title: string;
  /** When the session begins: RFC 3339 with offset, or a date if the time is to be confirmed. */
  start: string;
  /** When the session ends, if known: a time after `start`, or the last day if `start` is a date. */
  end?: string | null;
  /** Whether the session lasts all day; `start` is then a date. */
  allDay?: boolean;
  /** Whether the session is confirmed (the default), expected, postponed or cancelled. */
  status?: SessionStatus;
  /** The original start, if the session was moved: RFC 3339 with offset, or a date. */
  was?: string | null;
  /** A remark for readers. */
  note?: string | null;
  /** The result, once known. */
  outcome?: string | null;
}

/** How certain a session is. A session that is `postponed` and has no `was` has no new time yet. */
export type SessionStatus = "confirmed" | "expected" | "postponed" | "cancelled";

/** A point of contention, shown as one card. */
export interface Issue {
  /** Identifies the issue within the brief. Links to its card end in `#<brief id>-<issue id>`. */
  id: string;
  /** The card's title. */
  title: string;
  /** One line, visible while the card is closed. */
  summary: string;
  /** Paragraphs that do not repeat the summary. */
  body?: string[];
  /** What each party says. */
  positions?: Position[];
  /** What happened, and when. */
  dates?: DatedText[];
  /** Further reading. */
  links?: Link[];
  /** The ids of the sessions that deal with the issue. */
  sessions?: string[];
  /** When the issue was last changed: RFC 3339 with offset. Marks the card for readers who have not seen the update. */
  updated?: string | null;
  /** The result, once known. */
  outcome?: string | null;
}

/** What one party says. */
export interface Position {
  /** The party's id. */
  party: string;
  /** The party's position. */
  text: string;
}

/** What happened on a date. */
export interface DatedText {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  date: string;
  /** What happened. */
  text: string;
}

/** Further reading. */
export interface Link {
  /** The title of the page or publication. */
  title: string;
  /** An `http` or `https` address. Without it, only the title is shown. */
  url?: string | null;
}

/** Options of {@link render}. */
export interface RenderOptions {
  /** Write the whole snippet, with the style sheet and script from this address. */
  base?: string;
  /**
   * Name the address of the brief, in place of the brief itself as JSON. Without `base` and `page`, write only the element,
   * as a `<div>`, which content filters keep.
   */
  src?: string;
  /** With `src`, write the brief as JSON too. */
  inline?: boolean;
  /** Write a whole page. */
  page?: boolean;
  /** Write an `<iframe>`, and the script that gives it its height. Needs `base` and `src`. */
  iframe?: boolean;
  /** Link the style sheet (the default), or write all of it into the snippet or page. Needs `base` or `page`. */
  style?: "link" | "inline";
  /** A folder with the widget's files, such as `dist/` of this package: browsers check that they get these. */
  integrity?: string;
  /** Write plain HTML, for RSS, Apple News, AMP and mail. */
  feed?: boolean;
  /** Write plain text, for a newsletter. */
  text?: boolean;
  /** Add schema.org data about the event. Not with `iframe`, `feed` and `text`. */
  jsonLd?: boolean;
  /** Attributes of the element, such as `lang`. */
  attributes?: Record<string, string>;
}

/**
 * Writes a brief as HTML or plain text. Without options, it is the HTML that goes inside `<summit-brief>`.
 *
 * @param brief - The brief, or its JSON.
 * @throws {@link SummitBriefError} with status 1 if the widget would refuse the brief, 2 if an option has an invalid
 * value or excludes another one, and 3 if the brief is too large (2 MB).
 * @example
 * ```ts
 * const html = await render(brief, { attributes: { lang: "zh-HK", expand: "all" } });
 * const page = await render(brief, { page: true, base: "https://cdn.example/summit-brief/" });
 * ```
 */
export function render(brief: Brief | string, options?: RenderOptions): Promise<string>;

/** How much a finding matters. An `error`: the widget refuses the brief, or readers would see a wrong time or label. */
export type Level = "error" | "warning" | "note";

/** A problem in a brief, or something in it that an editor should check. */
export interface Finding {
  /** The name of the input. */
  file: string;
  /** The line of the JSON where the finding starts, from 1. Without it, the brief could not be read. */
  line?: number;
  /** The column where the finding starts, from 1, in characters. */
  column?: number;
  /** The line where the finding ends. */
  end_line?: number;
  /** The column where the finding ends. */
  end_column?: number;
  /** How much it matters. */
  level: Level;
  /** The kind of problem, such as `unknown-zone`; `unreadable` if the brief could not be read. */
  code: string;
  /** The place in the brief, such as `issues[0].body[0]`; empty for the brief itself. */
  path?: string;
  /** What is wrong. */
  message: string;
  /** What to do about it. */
  remedy?: string;
}

/** What {@link check} found. */
export interface CheckResult {
  /** Every finding, with its place and a remedy. */
  findings: Finding[];
  /** The number of findings with the level `error`. */
  errors: number;
  /** The number of findings with the level `warning`. */
  warnings: number;
  /** The number of findings with the level `note`. */
  notes: number;
}

/**
 * Reports every problem in a brief at once. Also compares the times in the brief's texts with the schedule.
 *
 * @param brief - The brief, or its JSON; lines and columns are those of the JSON.
 * @throws {@link SummitBriefError} if the check could not run. Problems of the brief are findings.
 * @example
 * ```ts
 * const { findings, errors } = await check(brief);
 * for (const { level, path, message, remedy } of findings) console.log(`${level}: ${path}: ${message}; ${remedy}`);
 * ```
 */
export function check(brief: unknown): Promise<CheckResult>;

/** Options of {@link importArticle}. */
export interface ImportOptions {
  /** The newsroom's zone (an IANA name), for timestamps and times without a zone. */
  zone?: string;
  /** When the article was published (RFC 3339), in place of the article's own timestamp. */
  published?: string;
  /** The format of the article. The default is detected from its text. */
  from?: "text" | "markdown" | "html";
  /** Adds candidates as sessions: those at `LINE:COLUMN,…`, or with `guesses` all that have a time. */
  accept?: string;
}

/** What an item of the report is about. */
export type ImportKind =
  | "headline"
  | "summary"
  | "credit"
  | "language"
  | "newsroom"
  | "published"
  | "updated"
  | "place"
  | "column"
  | "id"
  | "session"
  | "candidate"
  | "other-time"
  | "issue"
  | "position"
  | "link"
  | "count"
  | "leftover"
  | "error"
  | "warning"
  | "omitted";

/** An item of the report: something inferred, offered, or left to the editor. */
export interface ImportItem {
  kind: ImportKind;
  /** How certain it is. `open` is left to the editor: missing, not placed, or wrong in the article. */
  sure: "certain" | "likely" | "guess" | "open";
  /** The line in the article, from 1. */
  line: number | null;
  /** The column, from 1, counted in characters; with `line`, what `accept` takes. */
  column: number | null;
  /** Where the words are in the article as UTF-8: the first byte, and the one after the last. */
  span: [number, number] | null;
  /** Where it is in the brief, or where it is missing, such as `sessions[0]`. */
  path: string | null;
  /** The time that it states (RFC 3339); the start of a session or candidate. */
  instant: string | null;
  /** That time in the columns of the brief, in words. */
  when: string | null;
  /** The words or the value. */
  text: string | null;
  /** How it was inferred, why it is not sure, or what to do. */
  why: string | null;
  /** The sentence that states a session or candidate. */
  sentence: string | null;
  /** The item in a sentence. */
  message: string;
  /** The session in the brief; of a candidate, the session that it would become. */
  session: Session | null;
}

/** What {@link importArticle} made of an article. */
export interface ImportResult {
  /** The brief. Unless it passes, it may lack fields that a brief needs. */
  brief: Brief;
  /** What was inferred, in the order of the article; then what is left to you, first the candidates. */
  items: ImportItem[];
  /** Whether {@link check} finds no errors in the brief. */
  passes: boolean;
}

/**
 * Turns an article into a brief. Invents nothing: leaves out fields that the article does not give.
 *
 * @param article - Plain text, Markdown or a web page.
 * @throws {@link SummitBriefError} with status 1 if the article is empty, 2 if an option has an invalid value, and 3 if
 * the article is too large (2 MB).
 * @example
 * ```ts
 * const { brief, items } = await importArticle(article, { zone: "Asia/Hong_Kong" });
 * for (const { sure, message } of items) if (sure === "open") console.log(message);
 * ```
 */
export function importArticle(article: string, options?: ImportOptions): Promise<ImportResult>;

/** Options of {@link calendar}. */
export interface CalendarOptions {
  /** Write only the session with this id. */
  session?: string;
  /** Write the widget's own words in this language (a BCP 47 tag). The default is the brief's. */
  lang?: string;
  /** Add the article's address (`http` or `https`) to every entry. */
  url?: string;
}

/**
 * Writes the sessions of a brief as an iCalendar file. Serve it as `text/calendar`.
 *
 * @param brief - The brief, or its JSON.
 * @throws {@link SummitBriefError} with status 1 if the widget would refuse the brief or it has no sessions, 2 if an
 * option has an invalid value, and 3 if the brief is too large (2 MB).
 * @example
 * ```ts
 * const file = await calendar(brief, { url: "https://news.example/summit" });
 * ```
 */
export function calendar(brief: Brief | string, options?: CalendarOptions): Promise<string>;

/**
 * Why a function failed, with the message of the command line.
 *
 * @example
 * ```ts
 * try {
 *   await render(brief);
 * } catch (error) {
 *   if (error instanceof SummitBriefError && error.status === 1) console.error(error.message);
 *   else throw error;
 * }
 * ```
 */
export class SummitBriefError extends Error {
  private constructor();
  /** The exit status of the command line. 1: the content has errors. 2: wrong usage. 3: could not be read. */
  readonly status: 1 | 2 | 3;
}
