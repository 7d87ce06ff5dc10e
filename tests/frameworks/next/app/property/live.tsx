import "summit-brief";
import "summit-brief/react";
import "summit-brief/summit-brief.css";
import type { Brief } from "summit-brief";
import { useState } from "react";
import json from "../../public/brief.json";

const original = json as Brief;

export default function Live() {
  const [brief, setBrief] = useState(original);
  const [toggled, setToggled] = useState("");
  return (
    <>
      <button onClick={() => setBrief({ ...original, title: "Changed" })}>Change</button>
      <summit-brief brief={brief} onsb-toggle={({ detail }) => setToggled(`${detail.id} ${detail.open}`)} />
      <output>{toggled}</output>
    </>
  );
}
