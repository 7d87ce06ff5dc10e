#!/usr/bin/env bash
# Builds the demo article and serves it on http://127.0.0.1:8080/ until Ctrl-C. Rebuilds it after each change.
# TRUNK_SERVE_PORT=… sets another port. The build is not optimised and goes to target/serve, not to dist/.
set -euo pipefail
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
cd "$SB_ROOT"

fetch_crates
# Trunk refuses to ignore a folder that does not exist.
mkdir -p target
say "serve: building, then serving on http://127.0.0.1:${TRUNK_SERVE_PORT:-8080}/ (Ctrl-C stops it)"
trunk_run wasm serve --release=false --dist target/serve
