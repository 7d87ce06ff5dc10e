#!/usr/bin/env bash
# Builds the widget and runs every test suite; stops at the first failure.
#
#   ENGINES="chromium firefox"   the browser engines to test in, or `all`; the default is Chromium
#   SHEETS=latest                test with the newest style sheets of other projects instead of the pinned ones
set -euo pipefail
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
cd "$SB_ROOT"

engines=$(engines_wanted)
for engine in $engines; do
    lacks=$(engine_lacks "$engine")
    if [ -n "$lacks" ]; then
        say "test: cannot test in $engine: no $lacks. To fix this, $(engine_remedy "$engine")"
        exit 1
    fi
done
export ENGINES=${engines//$'\n'/ }

# Prints the last lines: which engines were tested, and what was not run.
versions=
summarize() {
    local engine oracle others='' lacks
    say "test: ran in ${versions:-no browser}"
    for engine in "${ALL_ENGINES[@]}"; do
        if ! grep -qx "$engine" <<<"$engines"; then others+=${others:+, }$engine; fi
    done
    if [ -n "$others" ]; then say "test: not run: $others (ENGINES=all tests in every engine)"; fi
    for oracle in java python wasi php; do
        lacks=$(oracle_lacks "$oracle")
        if [ -n "$lacks" ]; then say "test: some tests were skipped: no $lacks"; fi
    done
}
trap summarize EXIT

# Runs a command on a virtual display, and ends the display with it.
with_display() (
    exec {numbers}< <(exec Xvfb -displayfd 1 -screen 0 1280x1024x24 -nolisten tcp 2>/dev/null)
    xvfb=$!
    trap 'kill "$xvfb" 2>/dev/null; wait "$xvfb" || true' EXIT
    read -r display <&"$numbers" || {
        say "test: Xvfb did not start"
        exit 1
    }
    DISPLAY=:$display GDK_BACKEND=x11 "$@"
)

# Prints the name and version of an engine.
engine_version() {
    local program
    case $1 in
        chromium)
            program=$(command -v "${CHROMIUM:-chromium}" || command -v google-chrome || command -v chrome)
            "$program" --version 2>/dev/null | sed 's/\([0-9][0-9.]*\).*/\1/'
            ;;
        firefox) "$FIREFOX" --version 2>/dev/null | sed 's/^Mozilla //' ;;
        webkit) with_display "$MINIBROWSER" --version 2>/dev/null ;;
    esac
}

ran=
suite() {
    local name=$1
    shift
    say "test: $name"
    if ! "$@"; then
        say "test: FAILED: $name. Passed before: ${ran:-nothing}. Later suites were not run."
        exit 1
    fi
    ran=${ran:+$ran, }$name
}

# Finds cargo's target folder and the native test targets. cargo can select targets but not exclude them; `web` and
# `web_zones` run in a browser, and `e2e` needs one.
# shellcheck disable=SC2016 # the dollar signs are JavaScript
facts=$(cargo metadata --no-deps --offline --format-version 1 | node -e '
    const { packages, target_directory } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    const names = packages[0].targets.filter(({ kind }) => kind.includes("test")).map(({ name }) => name);
    const native = names.filter((name) => !["web", "web_zones", "e2e"].includes(name));
    console.log(`${target_directory}\n${native.map((name) => `--test=${name}`).join(" ")}`);
')
{ read -r target_directory && read -r targets; } <<<"$facts"
native_tests() {
    # shellcheck disable=SC2086 # one word per target
    cargo test --features cli --lib --bins $targets && cargo test --features cli --doc
}

suite "native" native_tests
# The build and the tests below use the program that the native tests have compiled. `cargo run` would compile it again,
# because without the tests its dependencies have other features.
export SUMMIT_BRIEF_PROGRAM=$target_directory/debug/summit-brief
suite "build" tools/build.sh
suite "sizes within budget" node tools/sizes.mjs
# node's totals do not look like cargo's. The reporter adds a line that does, which CI reads.
node_tests() {
    node --test --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter="$SB_ROOT/tools/cargo-reporter.mjs" --test-reporter-destination=stdout "$@"
}

suite "rendered HTML and calendars" node_tests tests/rendered/*.test.mjs
package_tests() {
    build_wasi || return
    export WASI_PROGRAM=$target_directory/$WASI_TARGET/wasi/summit-brief.wasm
    node tools/package.mjs dist "$WASI_PROGRAM" "$SUMMIT_BRIEF_PROGRAM" || return
    node_tests tests/package/*.test.mjs tests/frameworks/*.test.mjs
}
if [ -z "$(oracle_lacks wasi)" ]; then suite "npm package and archive" package_tests; fi
filter_tests() {
    WORDPRESS=$(wordpress)
    export WORDPRESS
    node_tests tests/filters/*.test.mjs
}
suite "content filters" filter_tests
# wasm-bindgen's runner uses the browser whose driver the environment names. With SAFARIDRIVER, it requests no
# particular browser, so WebKitWebDriver starts its own.
wasm_tests() (
    tests=(wasm cargo test --target "$WASM_TARGET" --test web --test web_zones)
    gecko=${GECKODRIVER:-geckodriver}
    case $1 in
        chromium) unset GECKODRIVER SAFARIDRIVER ;;
        firefox)
            unset CHROMEDRIVER SAFARIDRIVER
            # The runner kills the driver before the driver can remove the browser's profile.
            profiles=$(mktemp -d)
            trap 'rm -rf "$profiles"' EXIT
            export GECKODRIVER=$gecko GECKODRIVER_ARGS="--binary '$FIREFOX' --profile-root '$profiles'"
            ;;
        webkit)
            unset CHROMEDRIVER GECKODRIVER
            export SAFARIDRIVER=${WEBKIT_DRIVER:-WebKitWebDriver}
            tests=(with_display "${tests[@]}")
            ;;
    esac
    "${tests[@]}"
)

for engine in $engines; do
    version=$(engine_version "$engine") || true
    versions+=${versions:+, }${version:-$engine (unknown version)}
    suite "wasm in $engine" wasm_tests "$engine"
done
suite "end to end in $ENGINES" cargo test --features cli --test e2e
say "test: all passed: $ran"
