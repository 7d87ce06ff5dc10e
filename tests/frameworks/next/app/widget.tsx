"use client";

import "summit-brief";
import "summit-brief/react";
import "summit-brief/summit-brief.css";
import type { SummitBriefElement } from "summit-brief";
import { useEffect, useRef, useState } from "react";

export function Widget({ src, html }: { src: string; html: string }) {
  const widget = useRef<SummitBriefElement>(null);
  const [toggled, setToggled] = useState("");

  // React sets no listeners for custom events on an element that the server has rendered.
  useEffect(() => {
    const element = widget.current!;
    const onToggle = ({ detail }: HTMLElementEventMap["sb-toggle"]) => setToggled(`${detail.id} ${detail.open}`);
    element.addEventListener("sb-toggle", onToggle);
    return () => element.removeEventListener("sb-toggle", onToggle);
  }, []);

  return (
    <>
      <summit-brief ref={widget} src={src} dangerouslySetInnerHTML={{ __html: html }} suppressHydrationWarning />
      <output>{toggled}</output>
    </>
  );
}
