// Reads and writes parts of WebAssembly modules (https://webassembly.github.io/spec/core/binary/).

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const SECTION = { custom: 0, import: 2, function: 3, code: 10 };
// The kinds of imports; memory is the other one.
const EXTERNAL = { function: 0, table: 1, global: 3 };

/** Reads bytes, names and numbers (LEB128) one after the other. */
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  number() {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      number += (byte & 127) * 2 ** shift;
      if (byte < 128) return number;
    }
  }

  /** As many bytes as the number before them says. */
  counted() {
    const length = this.number();
    return this.bytes.subarray(this.at, (this.at += length));
  }

  list(read) {
    return Array.from({ length: this.number() }, () => read(this));
  }

  limits() {
    const flags = this.number();
    this.number();
    if (flags & 1) this.number();
  }
}

const number = (value) => {
  const bytes = [];
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0));
    value = Math.floor(value / 128);
  } while (value > 0);
  return Buffer.from(bytes);
};
const counted = (bytes) => Buffer.concat([number(bytes.length), bytes]);
const nameSection = (kind, content) => {
  const section = Buffer.concat([counted(Buffer.from("name")), Buffer.from([kind]), counted(content)]);
  return Buffer.concat([Buffer.from([SECTION.custom]), counted(section)]);
};

/**
 * A custom section that names the module. Engines write this name into the stack of a trap. Without it, the stack has only
 * the module's address, and not even that if the host serves the wasm with another type than `application/wasm`.
 */
export const moduleName = (name) => nameSection(0, counted(Buffer.from(name)));

/** The number of imported functions; the type of each other function; and its code, with its locals. */
function functionsOf(module) {
  const reader = new Reader(module, 8);
  const found = { imported: 0, types: [], bodies: [] };
  const readImport = (section) => {
    section.counted();
    section.counted();
    const kind = section.number();
    if (kind === EXTERNAL.function) {
      found.imported += 1;
      section.number();
    } else if (kind === EXTERNAL.global) section.at += 2;
    else {
      if (kind === EXTERNAL.table) section.at += 1;
      section.limits();
    }
  };
  while (reader.at < module.length) {
    const id = reader.number();
    const section = new Reader(reader.counted());
    if (id === SECTION.import) section.list(readImport);
    if (id === SECTION.function) found.types = section.list(() => section.number());
    if (id === SECTION.code) found.bodies = section.list(() => section.counted());
  }
  return found;
}

/**
 * Sorts the functions of the file `wasm` by type and then by code, so that similar ones stand side by side, where brotli
 * finds more in common (docs/decisions/0005). wasm-opt sorts by name, so each function is named after its rank.
 */
export function sortFunctions(wasm, options) {
  const module = readFileSync(wasm);
  const { imported, types, bodies } = functionsOf(module);
  const order = bodies.map((_, index) => index);
  order.sort((one, other) => types[one] - types[other] || Buffer.compare(bodies[one], bodies[other]));
  const ranks = [];
  order.forEach((index, rank) => (ranks[index] = String(rank).padStart(6, "0")));
  const names = ranks.map((rank, index) => Buffer.concat([number(imported + index), counted(Buffer.from(rank))]));
  writeFileSync(wasm, Buffer.concat([module, nameSection(1, Buffer.concat([number(names.length), ...names]))]));
  execFileSync("wasm-opt", [wasm, ...options, "--reorder-functions-by-name", "-o", wasm]);
}
