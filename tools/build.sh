#!/usr/bin/env bash
# Builds dist/ for publishing, prints its sizes, and loads it once in a browser.
set -euo pipefail
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
cd "$SB_ROOT"

say "build: fetching crates"
fetch_crates
say "build: compiling for the browser (takes a few minutes the first time)"
trunk_run published build
node tools/sizes.mjs --report-only
node tools/smoke.mjs
say "build: dist/ is ready"
