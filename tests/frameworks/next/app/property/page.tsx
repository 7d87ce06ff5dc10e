"use client";

import dynamic from "next/dynamic";

// React sets no properties and no listeners for custom events on an element that the server has rendered.
const Live = dynamic(() => import("./live"), { ssr: false });

export default function Page() {
  return (
    <main>
      <h1>Property</h1>
      <Live />
    </main>
  );
}
