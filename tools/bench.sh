#!/usr/bin/env bash
# Measures a dist/ already built: what the widget weighs and of what, how long rendering takes natively, how the demo
# article loads on a slow phone.
#
#   BASE=REF   also what the weight was in that commit (it is built for that, once) and the difference
#   RUNS=5     page loads that a median is of
set -euo pipefail
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
cd "$SB_ROOT"

against=()

# Builds the commit $1 in a folder of its own, by its own scripts, for the sizes to be compared with.
build_base() {
    local commit base
    commit=$(git rev-parse --verify --quiet "$1^{commit}") || {
        say "bench: BASE is '$1', which names no commit"
        exit 1
    }
    base=target/bench-base/$commit
    if [ ! -e "$base/built" ]; then
        say "bench: building $1 for comparison, a few minutes"
        rm -rf "$base"
        mkdir -p "$base"
        git archive "$commit" | tar -x -C "$base"
        ENGINES=chromium "$base/tools/setup.sh"
        # The dependencies are compiled once for all such builds, apart from those of this one.
        CARGO_TARGET_DIR=$SB_ROOT/target/bench-base/target "$base/tools/build.sh"
        touch "$base/built"
    fi
    against=(--against "$base/dist")
}

if [ -n "${BASE:-}" ]; then build_base "$BASE"; fi

say "bench: sizes"
node tools/sizes.mjs --sections --report-only "${against[@]}"
say "bench: rendering natively (compiles for a few minutes the first time)"
cargo bench --quiet --profile native --features cli --bench render
say "bench: checking and importing 0.5, 1 and 2 MB"
cargo bench --quiet --profile native --features cli --bench desk
say "bench: opening cards in Chromium"
node tools/bench-cards.mjs
say "bench: loading in Chromium, some minutes"
node tools/bench-load.mjs
