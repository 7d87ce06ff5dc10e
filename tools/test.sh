#!/usr/bin/env bash
# Runs every test suite once, on a dist/ already built, and stops at the first that fails.
set -euo pipefail
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
cd "$SB_ROOT"

ran=
suite() {
    local name=$1
    shift
    say "test: $name"
    if ! "$@"; then
        say "test: FAILED: $name. Passed before it: ${ran:-nothing}. What comes after it was not run."
        exit 1
    fi
    ran=${ran:+$ran, }$name
}

# cargo can name the test targets to run but not the ones to leave out; `web` and `web_zones` run in a browser and `e2e` needs one.
native_tests() {
    local targets
    # shellcheck disable=SC2016 # the dollar is JavaScript's
    targets=$(cargo metadata --no-deps --offline --format-version 1 | node -e '
        const { packages } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
        const names = packages[0].targets.filter(({ kind }) => kind.includes("test")).map(({ name }) => name);
        for (const name of names) if (!["web", "web_zones", "e2e"].includes(name)) console.log(`--test=${name}`);
    ')
    # shellcheck disable=SC2086 # one word a target
    cargo test --features cli --lib --bins $targets && cargo test --features cli --doc
}

suite "sizes within budget" node tools/sizes.mjs
suite "native" native_tests
# node says its totals in a form of its own; CI reads the one that cargo has.
rendered_tests() {
    node --test --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter="$SB_ROOT/tools/cargo-reporter.mjs" --test-reporter-destination=stdout tests/rendered
}

suite "rendered HTML and calendars" rendered_tests
suite "wasm in Chromium" wasm cargo test --target "$WASM_TARGET" --test web --test web_zones
suite "end to end in $ENGINES" cargo test --features cli --test e2e
say "test: all passed: $ran"
