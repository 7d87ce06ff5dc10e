// A publisher's own strings in place of some of a language's. Loaded where an element has the attribute `strings`. The
// build resolves "names" and "english" with the lines of these files.
import english from "english";
import names from "names";

const NAMES = names.split("\n");
// Publishers cannot change what comes before the formats, such as the tag.
const FIRST = NAMES.indexOf("formats.first");

/** The lines of a language (English if undefined) with the strings in `json`, an object by name. */
export default (lines, json) => {
  try {
    const own = Object.entries(JSON.parse(json)).map(([name, text]) => [name, text.trim().replace(/\s+/g, " ")]);
    const all = (lines ?? english).split("\n");
    for (const [name, text] of own) {
      const index = NAMES.indexOf(name);
      if (index >= FIRST) all[index] = text;
      else console.warn(`summit-brief: strings: there is no string “${name}”`);
    }
    return all.join("\n");
  } catch (error) {
    console.warn(`summit-brief: invalid strings: ${error.message}`);
    return lines;
  }
};
