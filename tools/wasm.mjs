// Reads and writes parts of WebAssembly modules (https://webassembly.github.io/spec/core/binary/).

import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { brotli } from "./brotli.mjs";

// Where the chains of similar functions begin, as shares of all functions.
const STARTS = Array.from({ length: 16 }, (_, index) => index / 16);
const SECTION = { custom: 0, import: 2, code: 10 };
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

/** The number of imported functions, and the code of each other function, with its locals. */
function functionsOf(module) {
  const reader = new Reader(module, 8);
  const found = { imported: 0, bodies: [] };
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
    if (id === SECTION.code) found.bodies = section.list(() => section.counted());
  }
  return found;
}

/** Removes from the file `wasm` the exports whose names are not used, and what only they need. */
export function removeExports(wasm, isUsed, options) {
  const names = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(wasm))).map(({ name }) => name).filter(isUsed);
  // wasm-metadce reads which exports the outside world reaches.
  const graph = [{ name: "outside", root: true, reaches: names }, ...names.map((name) => ({ name, export: name }))];
  const file = `${wasm}.graph.json`;
  writeFileSync(file, JSON.stringify(graph));
  execFileSync("wasm-metadce", [wasm, "--graph-file", file, ...options, "-o", wasm]);
  rmSync(file);
}

/** How similar a function is to the one that is this many places before it counts for that much less. */
const FADING = [1, 0.3, 0.09];
const PIECE_BYTES = 4;

/** The pieces of each function, and the functions that have each piece. */
function piecesOf(bodies) {
  const pieces = bodies.map((body) => {
    const found = new Set();
    for (let at = 0; at + PIECE_BYTES <= body.length; at++) found.add(body.readUInt32LE(at));
    return found;
  });
  const having = new Map();
  pieces.forEach((found, index) => {
    for (const piece of found) having.get(piece)?.push(index) ?? having.set(piece, [index]);
  });
  return { pieces, having };
}

/** The functions, from `start` on, each followed by the one that is most similar to it and those before it. */
function chained({ pieces, having }, start) {
  const rest = new Set(pieces.keys());
  const order = [];
  for (let next = start; next !== undefined; ) {
    rest.delete(next);
    order.push(next);
    const scores = new Map();
    FADING.forEach((weight, back) => {
      const one = order.at(-1 - back);
      const shared = new Map();
      for (const piece of pieces[one] ?? []) {
        for (const other of having.get(piece)) if (rest.has(other)) shared.set(other, (shared.get(other) ?? 0) + 1);
      }
      for (const [other, count] of shared) {
        const score = count / (pieces[one].size + pieces[other].size - count);
        scores.set(other, (scores.get(other) ?? 0) + weight * score);
      }
    });
    [next] = rest;
    for (const [other, score] of scores) if (score > (scores.get(next) ?? 0)) next = other;
  }
  return order;
}

/**
 * Puts similar functions of the file `wasm` side by side, where brotli finds more in common (docs/decisions/0005): tries
 * several chains of similar functions, and keeps the one that compresses best. wasm-opt sorts by name, so each function is
 * named after its rank.
 */
export function sortFunctions(wasm, options) {
  const module = readFileSync(wasm);
  const { imported, bodies } = functionsOf(module);
  const similarity = piecesOf(bodies);
  const results = STARTS.map((start) => {
    const ranks = [];
    chained(similarity, Math.floor(start * bodies.length)).forEach((index, rank) => (ranks[index] = String(rank).padStart(6, "0")));
    const names = ranks.map((rank, index) => Buffer.concat([number(imported + index), counted(Buffer.from(rank))]));
    writeFileSync(wasm, Buffer.concat([module, nameSection(1, Buffer.concat([number(names.length), ...names]))]));
    execFileSync("wasm-opt", [wasm, ...options, "--reorder-functions-by-name", "-o", wasm]);
    return readFileSync(wasm);
  });
  const sizes = results.map((result) => brotli(result).length);
  writeFileSync(wasm, results[sizes.indexOf(Math.min(...sizes))]);
}
