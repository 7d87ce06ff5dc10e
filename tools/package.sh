#!/usr/bin/env bash
# Builds dist/, and from it the npm package, the archive for any web server and the program for this platform, in
# target/packages.
set -euo pipefail
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
cd "$SB_ROOT"

lacks=$(oracle_lacks wasi)
if [ -n "$lacks" ]; then
    say "package: there is no $lacks"
    exit 1
fi
tools/build.sh
say "package: compiling the program for Node (takes about a minute and a half the first time)"
build_wasi
say "package: compiling the program for this platform (takes a few minutes the first time)"
cargo build --quiet --release --features cli --bin summit-brief
target=${CARGO_TARGET_DIR:-target}
node tools/package.mjs dist "$target/$WASI_TARGET/wasi/summit-brief.wasm" "$target/release/summit-brief"
