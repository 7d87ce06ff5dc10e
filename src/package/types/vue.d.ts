// Types of "summit-brief/vue": both elements in templates and in JSX. Vue sets `brief` as a property.

import type { HTMLAttributes, ReservedProps } from "vue";
import type { SummitBriefAttributes, SummitBriefEventMap, SummitBriefProps, SummitTimeAttributes } from "./element.js";

// Template checkers know attributes and events by their names in camel case.
type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;
type InCamelCase<Attributes> = { [Name in keyof Attributes as CamelCase<Name & string>]: Attributes[Name] };
type Listeners = {
  [K in keyof SummitBriefEventMap as `on${Capitalize<CamelCase<K>>}`]?: (event: SummitBriefEventMap[K]) => void;
};

type BriefProps = HTMLAttributes & ReservedProps & Listeners & Omit<SummitBriefProps, `onsb-${string}`>;
type TimeProps = HTMLAttributes & ReservedProps & SummitTimeAttributes;

declare module "vue" {
  interface GlobalComponents {
    "summit-brief": new () => { $props: BriefProps & InCamelCase<Omit<SummitBriefAttributes, "brief">> };
    "summit-time": new () => { $props: TimeProps };
  }

  interface IntrinsicElementAttributes {
    "summit-brief": BriefProps;
    "summit-time": TimeProps;
  }
}

export {};
