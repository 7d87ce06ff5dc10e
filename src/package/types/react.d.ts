// Types of "summit-brief/react": both elements in the JSX of React 19, which sets `brief` as a property.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { SummitBriefElement, SummitBriefProps, SummitTimeAttributes, SummitTimeElement } from "./element.js";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "summit-brief": DetailedHTMLProps<HTMLAttributes<SummitBriefElement>, SummitBriefElement> & SummitBriefProps;
      "summit-time": DetailedHTMLProps<HTMLAttributes<SummitTimeElement>, SummitTimeElement> & SummitTimeAttributes;
    }
  }
}

export {};
