// Prints what a reader downloads, raw and compressed, against the budgets; exit code 1 when one is exceeded.
//
//   node tools/sizes.mjs [--report-only] [--sections] [FOLDER]      (default folder: dist)
//
// --report-only: say it, but exit 0. --sections: also what the wasm's bytes are.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { shipped } from "./dist.mjs";

const args = process.argv.slice(2);
const flags = new Set(args.filter((arg) => arg.startsWith("--")));
const folder = args.find((arg) => !arg.startsWith("--")) ?? "dist";
const unknown = [...flags].filter((flag) => !["--report-only", "--sections"].includes(flag));
if (unknown.length > 0 || !existsSync(folder)) {
  console.error(unknown.length > 0 ? `sizes: what is ${unknown[0]}?` : `sizes: there is no ${folder}; run make build`);
  process.exit(2);
}
const budgets = JSON.parse(readFileSync(fileURLToPath(new URL("budgets.json", import.meta.url)), "utf8"));

const files = shipped(folder);
const rows = Object.entries(files).map(([what, name]) => ({ what, name, ...weigh(readFileSync(join(folder, name))) }));
const by = Object.fromEntries(rows.map((row) => [row.what, row]));
const before = sum("before any interaction (loader + CSS)", [by.loader, by.css]);
const active = sum("once active (loader + glue + wasm + CSS)", rows);

print([...rows.map((row) => ({ ...row, what: `${row.what}  ${row.name}` })), before, active]);
if (flags.has("--sections")) printSections(readFileSync(join(folder, files.wasm)));

const verdicts = [
  verdict("before any interaction", before.brotli, budgets.beforeInteraction),
  verdict("once active", active.brotli, budgets.onceActive),
];
if (verdicts.includes(false) && !flags.has("--report-only")) process.exit(1);

function weigh(bytes) {
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }).length,
  };
}

/** Files are compressed one by one, as a server does, so sums are sums. */
function sum(what, parts) {
  const total = { what, raw: 0, gzip: 0, brotli: 0 };
  for (const part of parts) for (const key of ["raw", "gzip", "brotli"]) total[key] += part[key];
  return total;
}

function print(table) {
  const width = Math.max(...table.map(({ what }) => what.length));
  const line = (what, ...cells) => console.log(what.padEnd(width), ...cells.map((cell) => String(cell).padStart(9)));
  line("bytes", "raw", "gzip -9", "brotli -11");
  for (const { what, raw, gzip, brotli } of table) line(what, raw, gzip, brotli);
}

/** Whether the budget holds; says so in one line. */
function verdict(what, bytes, { limit, goal }) {
  const spare = limit - bytes;
  if (spare < 0) {
    console.log(`sizes: OVER BUDGET: ${what} is ${bytes} bytes, ${-spare} more than the ${limit} of tools/budgets.json`);
    return false;
  }
  const toGoal = goal === undefined ? "" : bytes <= goal ? `; the goal of ${goal} is met` : `; ${bytes - goal} above the goal of ${goal}`;
  console.log(`sizes: ${what}: ${bytes} of ${limit} bytes${toGoal}`);
  return true;
}

function printSections(wasm) {
  const names = ["custom", "type", "import", "function", "table", "memory", "global", "export", "start", "element", "code", "data", "data count", "tag"];
  const table = [];
  // The binary format, section 5.5: magic and version, then (id, LEB128 length, content) to the end.
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
  console.log("\nwasm by section, each compressed alone (entries in brackets)");
  print(table.sort((a, b) => b.raw - a.raw));
  console.log();
}

/** The unsigned LEB128 number at `at`, and where it ends. */
function leb128(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}
