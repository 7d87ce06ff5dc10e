#!/usr/bin/env bash
# Builds and serves the demo article on http://127.0.0.1:8080/, again after each change, until Ctrl-C.
# TRUNK_SERVE_PORT=… takes another port. The build is quick and not optimised, so it leaves dist/ alone.
set -euo pipefail
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
cd "$SB_ROOT"

fetch_crates
# Trunk refuses to ignore a folder that does not exist.
mkdir -p target
say "serve: building, then http://127.0.0.1:${TRUNK_SERVE_PORT:-8080}/ (Ctrl-C ends it)"
trunk_run wasm serve --release=false --dist target/serve
