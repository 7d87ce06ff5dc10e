// Types of "summit-brief/svelte": both elements in Svelte's markup, which sets `brief` as a property.

import type { HTMLAttributes } from "svelte/elements";
import type {
  SummitBriefElement,
  SummitBriefEventMap,
  SummitBriefProps,
  SummitTimeAttributes,
  SummitTimeElement,
} from "./element.js";

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "summit-brief": Omit<HTMLAttributes<SummitBriefElement>, keyof SummitBriefProps> & SummitBriefProps & Directives;
    "summit-time": HTMLAttributes<SummitTimeElement> & SummitTimeAttributes;
  }
}

/** Listeners as directives, such as `on:sb-toggle`. */
type Directives = {
  [K in keyof SummitBriefEventMap as `on:${K}`]?: ((event: SummitBriefEventMap[K]) => void) | null | undefined;
};

export {};
