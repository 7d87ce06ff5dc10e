// Types of "summit-brief", which defines <summit-brief> and <summit-time>, and exports only these types.

import type { Brief } from "./render.js";

export type {
  Brief,
  DatedText,
  Issue,
  Link,
  Party,
  Place,
  Position,
  Session,
  SessionStatus,
  ZoneColumn,
} from "./render.js";

/**
 * `<summit-brief>`. Its methods also work before the widget is live. Cards open and close, and events are dispatched,
 * in a microtask after the call (later on a busy page).
 *
 * @example
 * ```ts
 * const widget = document.querySelector("summit-brief");
 * widget?.addEventListener("sb-toggle", ({ detail }) => console.log(detail.id, detail.open, detail.cause));
 * widget?.open("ukraine");
 * ```
 */
export interface SummitBriefElement extends HTMLElement {
  /**
   * A copy of the current brief; `undefined` until there is one. Set it to an object to show that brief in place of the
   * inline one or the one that `src` names. Set it to `null` to go back.
   */
  get brief(): Brief | undefined;
  set brief(brief: Brief | null | undefined);

  /** Opens every card. */
  expandAll(): void;
  /** Closes every card. */
  collapseAll(): void;
  /** Opens the card of the issue with this id. */
  open(id: string): void;

  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: SummitBriefElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: SummitBriefElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** The class of `<summit-brief>`, from `customElements.get("summit-brief")`. */
export interface SummitBriefElementConstructor {
  new (): SummitBriefElement;
  /** The version of the package. */
  readonly version: string;
}

/** `<summit-time>`: adds the reader's own time after the article's words. */
export interface SummitTimeElement extends HTMLElement {}

/** The class of `<summit-time>`, from `customElements.get("summit-time")`. */
export interface SummitTimeElementConstructor {
  new (): SummitTimeElement;
}

/** The events of `<summit-brief>`. All bubble and cross shadow roots. */
export interface SummitBriefEventMap {
  /** The widget is live; again if the page has written the element's HTML anew. */
  "sb-ready": CustomEvent<null>;
  /** A card opened or closed; one event per card. */
  "sb-toggle": CustomEvent<SummitBriefToggle>;
  /** The reader's zone changed: chosen, restored, or set by the attribute. */
  "sb-zone": CustomEvent<SummitBriefZone>;
  /** The widget's clocks changed: chosen, restored, or set by an attribute. */
  "sb-clock": CustomEvent<SummitBriefClock>;
  /** A session entered a phase. */
  "sb-phase": CustomEvent<SummitBriefPhase>;
  /** A newer version of the brief changed sessions or issues. */
  "sb-update": CustomEvent<SummitBriefUpdate>;
  /** The reader added a session to a calendar. */
  "sb-calendar": CustomEvent<SummitBriefCalendar>;
  /** The widget could not start, failed, or refused a new brief; the content that was there stays. */
  "sb-error": CustomEvent<SummitBriefFailure>;
}

/** The `detail` of `sb-toggle`. */
export interface SummitBriefToggle {
  /** The issue's id. */
  id: string;
  /** The issue's title. */
  title: string;
  /** The issue's position in the brief, from 0. */
  index: number;
  /** Whether the card is open now. */
  open: boolean;
  /**
   * Why. `click`: a click on the card's heading, or a key. `fragment`: the page's address names the card. `all`: Show
   * all or Hide all. `restore`: the card was open on the last visit. `script`: a method, or a change of `expand`.
   * `browser`: anything else, such as find-in-page.
   */
  cause: "click" | "fragment" | "all" | "restore" | "script" | "browser";
}

/** The `detail` of `sb-zone`. */
export interface SummitBriefZone {
  /** The reader's zone (an IANA name). */
  zone: string;
}

/** The `detail` of `sb-clock`. */
export interface SummitBriefClock {
  /** The 12-hour or the 24-hour clock. */
  hourCycle: "h12" | "h23";
}

/** The `detail` of `sb-phase`. */
export interface SummitBriefPhase {
  /** The session's id. */
  session: string;
  /** The phase that it entered. */
  phase: "under-way" | "over";
}

/** The `detail` of `sb-update`. */
export interface SummitBriefUpdate {
  /** The ids of the sessions and issues that changed. */
  changed: string[];
}

/** The `detail` of `sb-calendar`. */
export interface SummitBriefCalendar {
  /** The session's id; `undefined` for all sessions. */
  session: string | undefined;
  /** Where it was added. All sessions: `ics` for a file, or `webcal` for a subscription. */
  provider: "google" | "outlook" | "microsoft365" | "yahoo" | "ics" | "webcal";
}

/** The `detail` of `sb-error`. */
export interface SummitBriefFailure {
  /** What went wrong. */
  message: string;
}

/** The attributes of `<summit-brief>`. Invalid values fall back to the default. */
export interface SummitBriefAttributes {
  /** The address of the brief; beside another brief, the address of its newer versions. */
  src?: string | undefined;
  /** The brief itself, as JSON. */
  brief?: string | undefined;
  /** How often an open page looks for a newer version at `src` when a session is near, in seconds, at least 15. */
  refresh?: number | `${number}` | undefined;
  /** The address (`http` or `https`) of a hosted calendar file to which readers can subscribe. */
  calendar?: string | undefined;
  /** Where the widget's clock starts: `published`, or an RFC 3339 date and time. The default is the real time. */
  "as-of"?: "published" | (string & {}) | undefined;
  /** The reader's zone (an IANA name), until the reader chooses one. The default is the browser's. */
  zone?: string | undefined;
  /** The schedule's columns: IANA names, separated by spaces. The default is the brief's. */
  zones?: string | undefined;
  /** The 12-hour or 24-hour clock. `auto`, the default, follows the element's language. */
  "hour-cycle"?: "auto" | "h12" | "h23" | undefined;
  /** The heading level of the widget's title. The default is 2. Card headings are one level below, at most 6. */
  "heading-level"?: 2 | 3 | 4 | 5 | 6 | "2" | "3" | "4" | "5" | "6" | undefined;
  /** The cards that are open at the start: `none` (the default), `all`, `first`, or issue ids, separated by spaces. */
  expand?: "none" | "all" | "first" | (string & {}) | undefined;
  /** What comes first below the countdown: the schedule (the default), or the issues. */
  order?: "schedule" | "issues" | undefined;
  /** `expanded`, the default, prints every card open. `as-is` prints each card as it is on the screen. */
  print?: "expanded" | "as-is" | undefined;
  /** Whether open cards, zone, clock and hidden seconds are stored for the reader's next visit. The default is `on`. */
  remember?: "on" | "off" | undefined;
  /**
   * `lazy`, the default, loads WebAssembly only within 400 px of the viewport, on interaction, or for a fragment that
   * names a card or a session.
   */
  loading?: "lazy" | "eager" | undefined;
  /** The language of the widget's own words, dates and times. It is inherited. */
  lang?: string | undefined;
  /** Your own words in place of the widget's: a JSON object. */
  strings?: string | undefined;
}

/** The attributes of `<summit-time>`. */
export interface SummitTimeAttributes {
  /** A date, a time, and `Z` or an offset: `2018-07-17T02:00:00+08:00`. */
  datetime?: string | undefined;
}

/**
 * What frameworks set on `<summit-brief>`: the attributes, the property `brief`, and listeners (`onsb-toggle`).
 * Frameworks set `brief` as a property, which takes an object, not its JSON.
 */
export interface SummitBriefProps extends Omit<SummitBriefAttributes, "brief">, SummitBriefListeners {
  /** The brief to show in place of the inline one or the one that `src` names. */
  brief?: Brief | null | undefined;
}

/** Listeners for the events of `<summit-brief>`, such as `onsb-toggle`. */
export type SummitBriefListeners = {
  [K in keyof SummitBriefEventMap as `on${K}`]?: ((event: SummitBriefEventMap[K]) => void) | null | undefined;
};

declare global {
  interface HTMLElementTagNameMap {
    "summit-brief": SummitBriefElement;
    "summit-time": SummitTimeElement;
  }

  // Their events bubble, so the page can listen on any element, the document and the window.
  interface GlobalEventHandlersEventMap extends SummitBriefEventMap {}

  interface CustomElementRegistry {
    get(name: "summit-brief"): SummitBriefElementConstructor | undefined;
    get(name: "summit-time"): SummitTimeElementConstructor | undefined;
    whenDefined(name: "summit-brief"): Promise<SummitBriefElementConstructor>;
    whenDefined(name: "summit-time"): Promise<SummitTimeElementConstructor>;
  }
}
