// Prints the raw and compressed sizes of the files that a reader downloads, and compares them with the budgets. Exits
// with 1 if a budget is exceeded.
//
//   node tools/sizes.mjs [--report-only] [--sections] [--against OTHER] [FOLDER]      (default folder: dist)
//
// --report-only: exit with 0 even if a budget is exceeded. --sections: also print the sections of the wasm. --against:
// also print the differences from another built folder.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { brotli } from "./brotli.mjs";
import { shipped } from "./dist.mjs";

const { sections, against, folder, ...options } = readArguments();
const budgets = JSON.parse(readFileSync(fileURLToPath(new URL("budgets.json", import.meta.url)), "utf8"));

const weighed = weighAll(folder);
print("bytes", weighed.table);
if (against) {
  const before = weighAll(against).table;
  const difference = weighed.table.map(({ what, ...sizes }, index) => {
    const entries = Object.entries(sizes).map(([key, size]) => [key, signed(size - before[index][key])]);
    return { what: what.split("  ")[0], ...Object.fromEntries(entries) };
  });
  console.log(`\nagainst ${against}`);
  print("change in bytes", difference);
}
if (sections) printSections(readFileSync(join(folder, shipped(folder).wasm)));

const verdicts = [
  verdict("before any interaction", weighed.before.brotli, budgets.beforeInteraction),
  verdict("once active", weighed.active.brotli, budgets.onceActive),
];
if (verdicts.includes(false) && !options["report-only"]) process.exit(1);

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { "report-only": { type: "boolean" }, sections: { type: "boolean" }, against: { type: "string" } },
    });
    const folder = positionals[0] ?? "dist";
    const missing = [folder, values.against].find((path) => path !== undefined && !existsSync(path));
    if (missing !== undefined) throw new Error(`${missing} does not exist; run make build`);
    return { ...values, folder };
  } catch (error) {
    console.error(`sizes: ${error.message}`);
    process.exit(2);
  }
}

/** The sizes of the shipped files in `folder`, and their sums before any interaction and once the widget is active. */
function weighAll(folder) {
  const files = Object.entries(shipped(folder));
  const rows = files.map(([what, name]) => ({ what: `${what}  ${name}`, ...weigh(readFileSync(join(folder, name))) }));
  const by = Object.fromEntries(files.map(([what], index) => [what, rows[index]]));
  const before = sum("before any interaction (loader + CSS)", [by.loader, by.css]);
  const active = sum("once active (loader + glue + wasm + CSS)", rows);
  return { before, active, table: [...rows, before, active] };
}

function weigh(bytes) {
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotli(bytes).length,
  };
}

/** Adds up sizes. Each file is compressed on its own, as servers do. */
function sum(what, parts) {
  const total = { what, raw: 0, gzip: 0, brotli: 0 };
  for (const part of parts) for (const key of ["raw", "gzip", "brotli"]) total[key] += part[key];
  return total;
}

function print(title, table) {
  const width = Math.max(...table.map(({ what }) => what.length));
  const line = (what, ...cells) => console.log(what.padEnd(width), ...cells.map((cell) => String(cell).padStart(9)));
  line(title, "raw", "gzip -9", "brotli -11");
  for (const { what, raw, gzip, brotli } of table) line(what, raw, gzip, brotli);
}

function signed(number) {
  return number > 0 ? `+${number}` : String(number);
}

/** Prints one line about the budget, and returns whether it is met. */
function verdict(what, bytes, { limit, goal }) {
  const spare = limit - bytes;
  if (spare < 0) {
    console.log(`sizes: OVER BUDGET: ${what}: ${bytes} bytes, ${-spare} more than the limit of ${limit} in tools/budgets.json`);
    return false;
  }
  const toGoal = goal === undefined ? "" : bytes <= goal ? `; the goal of ${goal} is met` : `; ${bytes - goal} above the goal of ${goal}`;
  console.log(`sizes: ${what}: ${bytes} of ${limit} bytes${toGoal}`);
  return true;
}

function printSections(wasm) {
  const names = ["custom", "type", "import", "function", "table", "memory", "global", "export", "start", "element", "code", "data", "data count", "tag"];
  const table = [];
  // WebAssembly binary format, section 5.5: magic and version, then (id, LEB128 length, content) until the end.
  for (let at = 8; at < wasm.length; ) {
    const id = wasm[at];
    const [length, start] = leb128(wasm, at + 1);
    let what = names[id] ?? `section ${id}`;
    if (id === 0) {
      const [nameLength, nameStart] = leb128(wasm, start);
      what = `custom "${wasm.toString("utf8", nameStart, nameStart + nameLength)}"`;
    } else if (id !== 8) {
      what += ` (${id === 12 ? "count " : ""}${leb128(wasm, start)[0]})`;
    }
    table.push({ what, ...weigh(wasm.subarray(start, start + length)) });
    at = start + length;
  }
  console.log("\nwasm by section, each compressed on its own (number of entries in parentheses)");
  print("bytes", table.sort((a, b) => b.raw - a.raw));
  console.log();
}

/** The unsigned LEB128 number at `at`, and the position after it. */
function leb128(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}
