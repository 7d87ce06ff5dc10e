#!/usr/bin/env node
// The commands: the native program, compiled once for WASI, in Node; and `doctor`, which needs the network.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { platform } from "node:os";

const PROGRAM = new URL("../lib/summit-brief.wasm", import.meta.url);

/** The folders that the program sees, by the names that src/cli/files/host.rs gives them: the root, or every drive. */
const folders = () => {
  if (platform() !== "win32") return { "/": "/" };
  const drives = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].filter((letter) => existsSync(`${letter}:\\`));
  return Object.fromEntries(drives.map((letter) => [`/${letter}`, `${letter}:\\`]));
};

/** Runs the program with the arguments of this one; returns its exit status. */
const runProgram = async () => {
  // Node warns that WASI is experimental, which says nothing to an editor.
  const { emitWarning } = process;
  process.emitWarning = () => {};
  const { WASI } = await import("node:wasi");
  const wasi = new WASI({
    version: "preview1",
    args: ["summit-brief", ...process.argv.slice(2)],
    env: { ...process.env, SUMMIT_BRIEF_FOLDER: process.cwd() },
    preopens: folders(),
  });
  process.emitWarning = emitWarning;
  const program = await WebAssembly.compile(await readFile(PROGRAM));
  return wasi.start(await WebAssembly.instantiate(program, wasi.getImportObject()));
};

const runDoctor = async () => (await import("../lib/doctor.js")).run(process.argv.slice(3));

process.exitCode = await (process.argv[2] === "doctor" ? runDoctor() : runProgram());
