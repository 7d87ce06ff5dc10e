// Types of "summit-brief/preact": both elements in the JSX of Preact, which sets `brief` as a property.

import type { ClassAttributes, HTMLAttributes } from "preact";
import type { SummitBriefElement, SummitBriefProps, SummitTimeAttributes, SummitTimeElement } from "./element.js";

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "summit-brief": Props<SummitBriefElement> & SummitBriefProps;
      "summit-time": Props<SummitTimeElement> & SummitTimeAttributes;
    }
  }
}

type Props<Element extends HTMLElement> = HTMLAttributes<Element> & ClassAttributes<Element>;

export {};
