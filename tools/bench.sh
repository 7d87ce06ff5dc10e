#!/usr/bin/env bash
# Measures an existing dist/ and the native tools: sizes in total and by section, rendering, checking and importing,
# opening cards, looking for newer versions, and loading the demo article on a slow phone.
#
#   BASE=REF   also compares the sizes with those of that commit, which is built once for this
#   RUNS=5     the number of measurements per median (default: 5 page loads, 15 of the others)
set -euo pipefail
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
cd "$SB_ROOT"

against=()

# Builds the commit $1 in its own folder with its own scripts, to compare the sizes.
build_base() {
    local commit base
    commit=$(git rev-parse --verify --quiet "$1^{commit}") || {
        say "bench: BASE is '$1', which is not a commit"
        exit 1
    }
    base=target/bench-base/$commit
    if [ ! -e "$base/built" ]; then
        say "bench: building $1 for comparison (takes a few minutes)"
        rm -rf "$base"
        mkdir -p "$base"
        git archive "$commit" | tar -x -C "$base"
        ENGINES=chromium "$base/tools/setup.sh"
        # These builds share a target folder, separate from the working tree's, so dependencies compile once.
        CARGO_TARGET_DIR=$SB_ROOT/target/bench-base/target "$base/tools/build.sh"
        touch "$base/built"
    fi
    against=(--against "$base/dist")
}

if [ -n "${BASE:-}" ]; then build_base "$BASE"; fi

say "bench: sizes"
node tools/sizes.mjs --sections --report-only "${against[@]}"
say "bench: native rendering (compiling takes a few minutes the first time)"
cargo bench --quiet --profile native --features cli --bench render
say "bench: checking and importing 0.5, 1 and 2 MB"
cargo bench --quiet --profile native --features cli --bench desk
say "bench: reading sentences"
cargo build --quiet --features cli
node tools/bench-desk.mjs
if [ -d target/packages/npm ]; then
    say "bench: the npm package's functions"
    node tools/bench-functions.mjs
else
    say "bench: the npm package's functions are left out, because make package has not run"
fi
say "bench: opening cards in Chromium"
node tools/bench-cards.mjs
say "bench: looking for newer versions in Chromium"
node tools/bench-refresh.mjs
say "bench: loading the demo article in Chromium (takes several minutes)"
node tools/bench-load.mjs
