// The commands as functions, for servers: the same program, in memory. Each call starts it anew, so calls share nothing.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from "@bjorn3/browser_wasi_shim";

let program; // a promise of it, compiled

const load = () =>
  (program ??= readFile(new URL("./summit-brief.wasm", import.meta.url)).then((bytes) => WebAssembly.compile(bytes)));

/** A command that failed; `status` is its exit status. */
export class SummitBriefError extends Error {
  name = "SummitBriefError";

  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Options as the command line has them: `jsonLd: true` is `--json-ld`. */
const flags = (options) =>
  Object.entries(options).flatMap(([name, value]) => {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value === undefined || value === null || value === false) return [];
    return value === true ? [flag] : [value].flat().map((one) => `${flag}=${one}`);
  });

/** Collects what the program writes. */
const collect = () => {
  const chunks = [];
  return { file: new ConsoleStdout((bytes) => chunks.push(bytes.slice())), text: () => Buffer.concat(chunks).toString() };
};

/**
 * Runs a command with this input; the program sees these folders. Fails with its messages if it ends with another status than
 * 0 and `allowed`.
 */
const run = async (command, input, options = {}, { allowed = 0, folders = [] } = {}) => {
  const [output, messages] = [collect(), collect()];
  const text = typeof input === "string" ? input : (JSON.stringify(input) ?? "");
  const files = [new OpenFile(new File(new TextEncoder().encode(text))), output.file, messages.file, ...folders];
  const wasi = new WASI(["summit-brief", command, "-", ...flags(options)], [], files, { debug: false });
  const status = wasi.start(await WebAssembly.instantiate(await load(), { wasi_snapshot_preview1: wasi.wasiImport }));
  if (status !== 0 && status !== allowed) throw new SummitBriefError(messages.text().trim(), status);
  return { status, output: output.text(), messages: messages.text() };
};

/** The files in a folder, in memory: the program sees them at `/files`. */
const filesIn = async (folder) => {
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const files = entries.map(async ({ name }) => [name, new File(await readFile(join(folder, name)))]);
  return new PreopenDirectory("/files", new Map(await Promise.all(files)));
};

/** The HTML of a brief. */
export const render = async (brief, { attributes = {}, integrity, ...options } = {}) => {
  const attribute = Object.entries(attributes).map(([name, value]) => `${name}=${value}`);
  const given = { ...options, attribute, integrity: integrity && "/files" };
  return (await run("render", brief, given, { folders: integrity ? [await filesIn(integrity)] : [] })).output;
};

/** What an editor should know about a brief before it is published. */
export const check = async (brief) => {
  const { findings, ...counts } = JSON.parse((await run("check", brief, { format: "json" }, { allowed: 1 })).output);
  return { findings: findings.map(({ file, ...finding }) => finding), ...counts };
};

/** A brief from an article, and a report on what was inferred. */
export const importArticle = async (article, options) => {
  const given = { ...options, format: "json" };
  const { status, output, messages } = await run("import", String(article), given, { allowed: 1 });
  if (!output) throw new SummitBriefError(messages.trim(), status);
  const { brief, items, passes } = JSON.parse(output);
  return { brief, items, passes };
};

/** The sessions of a brief as an iCalendar file. */
export const calendar = async (brief, options) => (await run("calendar", brief, options)).output;
