// The package as a developer has it: installed from the packed file into an empty folder.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const PACKAGES = resolve("target/packages");

/** The file in target/packages whose name ends so. */
export const built = (end) => {
  const name = readdirSync(PACKAGES).find((name) => name.endsWith(end));
  if (!name) throw new Error(`${PACKAGES} has no ${end}: run make package`);
  return join(PACKAGES, name);
};

/** A new folder with the package installed; returns its path. */
export function install() {
  const folder = mkdtempSync(join(tmpdir(), "summit-brief-"));
  writeFileSync(join(folder, "package.json"), '{ "name": "a-site", "private": true, "type": "module" }\n');
  const quiet = ["--silent", "--no-audit", "--no-fund", "--no-update-notifier", "--offline"];
  execFileSync("npm", ["install", ...quiet, built(".tgz")], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  return folder;
}
