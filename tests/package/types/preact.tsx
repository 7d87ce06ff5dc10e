// The types of "summit-brief/preact": both elements in the JSX of Preact.

import "summit-brief/preact";
import type { Brief, SummitBriefElement } from "summit-brief";
import { useRef } from "preact/hooks";

export const Article = ({ brief, html }: { brief: Brief; html: string }) => {
  const widget = useRef<SummitBriefElement>(null);
  return (
    <article onClick={() => widget.current?.open("syria")}>
      <summit-brief
        ref={widget}
        className="wide"
        brief={brief}
        refresh={60}
        as-of="published"
        hour-cycle="h23"
        heading-level={3}
        expand="syria ukraine"
        lang="fi"
        onsb-ready={() => {}}
        onsb-toggle={({ detail }) => console.log(detail.id, detail.cause)}
        dangerouslySetInnerHTML={{ __html: html }}
      />
      <summit-brief src="brief.json" brief={null}>
        <p>Loading</p>
      </summit-brief>
      <summit-time datetime="2018-07-16T10:20:00Z">10:20 GMT</summit-time>
    </article>
  );
};

export const mistakes = (json: string) => [
  // @ts-expect-error: no such clock
  <summit-brief hour-cycle="h24" />,
  // @ts-expect-error: no such level
  <summit-brief heading-level={1} />,
  // @ts-expect-error: an object, not its JSON
  <summit-brief brief={json} />,
  // @ts-expect-error: no such attribute
  <summit-brief source="brief.json" />,
  // @ts-expect-error: the event has another detail
  <summit-brief onsb-zone={({ detail }) => console.log(detail.hourCycle)} />,
  // @ts-expect-error: a string
  <summit-time datetime={0} />,
];
