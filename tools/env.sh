# shellcheck shell=bash
# The one place that knows where the tools are: sets PATH, versions and the way to run a wasm build.
# Sourced by the other scripts, also from Trunk's hooks, so sourcing it twice must be harmless. After it, plain
# commands are native; put `wasm` in front of a command that compiles for the browser.

SB_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
SB_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/summit-brief/tools

TRUNK_VERSION=0.21.14
WASM_BINDGEN_VERSION=0.2.129
GECKODRIVER_VERSION=0.37.1
ICALENDAR_VERSION=7.3.0
WASM_TARGET=wasm32-unknown-unknown

SB_TRUNK=$SB_CACHE/trunk-$TRUNK_VERSION
SB_WASM_BINDGEN=$SB_CACHE/wasm-bindgen-$WASM_BINDGEN_VERSION
SB_GECKODRIVER=$SB_CACHE/geckodriver-$GECKODRIVER_VERSION
SB_ICALENDAR=$SB_CACHE/icalendar-$ICALENDAR_VERSION
PYTHON_REQUIREMENTS=$SB_ROOT/tools/requirements.txt
SB_NODE_BIN=$SB_ROOT/tools/node_modules/.bin
# Links to Debian's cargo and rustc only: /usr/bin as a whole in front of PATH would shadow the user's node.
SB_DEBIAN_RUST=$SB_CACHE/debian-rust

# Puts a folder in front of PATH, once.
sb_path() {
    case ":$PATH:" in
        *":$1:"*) ;;
        *) PATH=$1:$PATH ;;
    esac
}

# What `wasm` below sets for its command must not reach a native build that the command starts (Trunk's pre-build
# hook): undo it first.
PATH=${PATH#"$SB_DEBIAN_RUST:"}
if [ "${SB_WASM_BUILD:-}" = debian ]; then unset RUSTC; fi
if [ -n "${SB_WASM_BUILD:-}" ]; then
    unset SB_WASM_BUILD RUSTC_BOOTSTRAP CARGO_UNSTABLE_BUILD_STD CARGO_UNSTABLE_BUILD_STD_FEATURES
    unset CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS
fi

# A folder that is not there costs nothing; a tool of the pinned version elsewhere on PATH then serves.
if [ -d "$SB_TRUNK/bin" ]; then sb_path "$SB_TRUNK/bin"; fi
if [ -d "$SB_WASM_BINDGEN/bin" ]; then sb_path "$SB_WASM_BINDGEN/bin"; fi
if [ -d "$SB_GECKODRIVER/bin" ]; then sb_path "$SB_GECKODRIVER/bin"; fi
sb_path "$SB_NODE_BIN"
# `cargo install` puts tools there, and not every shell has it.
if [ -d "${CARGO_HOME:-$HOME/.cargo}/bin" ]; then sb_path "${CARGO_HOME:-$HOME/.cargo}/bin"; fi
export PATH

# The browsers. GECKODRIVER stays as it is: where it is set, wasm-bindgen's runner takes Firefox and no other.
if [ -z "${CHROMEDRIVER:-}" ] && command -v chromedriver >/dev/null; then
    CHROMEDRIVER=$(command -v chromedriver)
    export CHROMEDRIVER
fi
if [ -z "${FIREFOX:-}" ] && FIREFOX=$(command -v firefox-esr || command -v firefox); then export FIREFOX; fi
# The browser that WebKit's driver starts is on no PATH.
if [ -z "${MINIBROWSER:-}" ]; then
    for candidate in /usr/lib/*/webkit2gtk-4.1/MiniBrowser /usr/libexec/webkit2gtk-4.1/MiniBrowser; do
        if [ -x "$candidate" ]; then
            export MINIBROWSER=$candidate
            break
        fi
    done
fi
# The runner allows 20 s for all tests of a file, browser start included: too little for a busy machine.
export WASM_BINDGEN_TEST_TIMEOUT=${WASM_BINDGEN_TEST_TIMEOUT:-180}
say() { printf '%s\n' "$*" >&2; }

has() { command -v "$1" >/dev/null 2>&1; }

ALL_ENGINES=(chromium firefox webkit)

# The browser engines to test in, one a line: those that ENGINES names, by default Chromium.
engines_wanted() {
    local name names=${ENGINES:-}
    names=${names//,/ }
    if [ -z "${names// /}" ]; then names=chromium; fi
    for name in $names; do
        case $name in
            all) printf '%s\n' "${ALL_ENGINES[@]}" ;;
            chromium | firefox | webkit) printf '%s\n' "$name" ;;
            *)
                say "ENGINES: unknown engine '$name'; use chromium, firefox, webkit or all"
                return 1
                ;;
        esac
    done | awk '!seen[$0]++'
}

# What is missing to run an engine; prints nothing if it can run.
engine_lacks() {
    local missing=
    case $1 in
        chromium)
            if ! has "${CHROMEDRIVER:-chromedriver}"; then missing+=", no chromedriver"; fi
            if ! has chromium && ! has google-chrome && ! has chrome; then missing+=", no Chromium or Chrome"; fi
            ;;
        firefox)
            if ! has "${FIREFOX:-firefox}"; then missing+=", no Firefox"; fi
            if ! has "${GECKODRIVER:-geckodriver}"; then missing+=", no geckodriver"; fi
            ;;
        webkit)
            if ! has "${WEBKIT_DRIVER:-WebKitWebDriver}"; then missing+=", no WebKitWebDriver"; fi
            if ! has "${MINIBROWSER:-MiniBrowser}"; then missing+=", no WebKitGTK's MiniBrowser"; fi
            if ! has Xvfb; then missing+=", no Xvfb"; fi
            ;;
    esac
    printf '%s\n' "${missing#, no }"
}

# How to install an engine.
CHROMIUM_PACKAGES=(chromium chromium-driver)
FIREFOX_PACKAGES=(firefox-esr)
WEBKIT_PACKAGES=(webkit2gtk-driver xvfb)
engine_remedy() {
    local packages
    case $1 in
        chromium)
            printf 'install Chromium, or Chrome, and the chromedriver of its version'
            packages=${CHROMIUM_PACKAGES[*]}
            ;;
        firefox)
            printf 'install Firefox, and geckodriver with: cargo install --locked geckodriver --version %s' "$GECKODRIVER_VERSION"
            packages=${FIREFOX_PACKAGES[*]}
            ;;
        webkit)
            printf "install WebKitGTK 4.1 with its driver and MiniBrowser, and Xvfb"
            packages=${WEBKIT_PACKAGES[*]}
            ;;
    esac
    printf ' (on Debian, as root: apt-get update && apt-get install %s)\n' "$packages"
}

# What is missing to run a checker that some tests use; prints nothing if it can run.
oracle_lacks() {
    case $1 in
        java)
            # macOS has a `java` that only asks for Java to be installed.
            if java -version >/dev/null 2>&1; then return; fi
            echo "Java for the W3C HTML checker (on Debian, as root: apt-get install default-jre-headless)"
            ;;
        python)
            # Its interpreter is a link to the system's, which may have gone.
            if [ -x "$SB_ICALENDAR/bin/python" ] && cmp -s "$PYTHON_REQUIREMENTS" "$SB_ICALENDAR/requirements.txt"; then return; fi
            echo "Python 3.11 or newer with venv and pip for icalendar (on Debian, as root: apt-get install python3-venv)"
            ;;
    esac
}

# Whether the everyday toolchain has a standard library for the browser.
rustup_has_wasm() {
    local sysroot
    sysroot=$(rustc --print sysroot 2>/dev/null) && [ -d "$sysroot/lib/rustlib/$WASM_TARGET/lib" ]
}

# Which toolchain compiles for the browser: `rustup`, or `debian`, whose packages hold the standard library as
# source. SUMMIT_BRIEF_RUST decides; without it, what there is.
wasm_toolchain() {
    if [ -n "${SUMMIT_BRIEF_RUST:-}" ]; then
        printf '%s\n' "$SUMMIT_BRIEF_RUST"
    elif ! rustup_has_wasm && [ -x "$SB_DEBIAN_RUST/cargo" ]; then
        printf 'debian\n'
    else
        printf 'rustup\n'
    fi
}

# Runs a command that compiles for the browser.
wasm() {
    if [ "$(wasm_toolchain)" = debian ]; then
        # RUSTC_BOOTSTRAP lets a stable compiler build its own standard library, which -Z build-std asks for.
        SB_WASM_BUILD=debian PATH=$SB_DEBIAN_RUST:$PATH RUSTC=$SB_DEBIAN_RUST/rustc RUSTC_BOOTSTRAP=1 \
            CARGO_UNSTABLE_BUILD_STD=std,panic_abort "$@"
    else
        "$@"
    fi
}

# How the published build compiles the standard library along: for size, a panic being a bare trap, without the text
# of panics (docs/decisions/0002). Unstable flags of a stable compiler, so they are tried first.
PUBLISHED_FLAGS="-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none"
if [ -n "${SUMMIT_BRIEF_STD:-}" ] && [ "$SUMMIT_BRIEF_STD" != prebuilt ]; then
    say "SUMMIT_BRIEF_STD is '$SUMMIT_BRIEF_STD'; it may be 'prebuilt'"
    exit 1
fi
can_rebuild_std() {
    local rustc=rustc sysroot
    [ "${SUMMIT_BRIEF_STD:-}" != prebuilt ] || return 1
    if [ "$(wasm_toolchain)" = debian ]; then rustc=$SB_DEBIAN_RUST/rustc; fi
    sysroot=$("$rustc" --print sysroot 2>/dev/null) && [ -e "$sysroot/lib/rustlib/src/rust/library/Cargo.toml" ] || return 1
    # shellcheck disable=SC2086 # one word a flag
    RUSTC_BOOTSTRAP=1 "$rustc" --target "$WASM_TARGET" $PUBLISHED_FLAGS --print cfg >/dev/null 2>&1
}

# Runs a command that compiles what is published: with the standard library rebuilt where that can be done.
published() {
    if can_rebuild_std; then
        wasm env SB_WASM_BUILD="$(wasm_toolchain)" RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort \
            CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size \
            CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$PUBLISHED_FLAGS" "$@"
    else
        say "build: with the prebuilt standard library: the wasm is about a tenth larger than published"
        wasm "$@"
    fi
}

# Brings what Cargo.lock names, since Trunk builds offline. In CI the lock must already be right.
fetch_crates() {
    cargo fetch --quiet ${CI:+--locked}
    # The standard library as source has crates of its own.
    if can_rebuild_std; then
        published cargo fetch --quiet --target "$WASM_TARGET"
    elif [ "$(wasm_toolchain)" = debian ]; then
        wasm cargo fetch --quiet --target "$WASM_TARGET"
    fi
}

# Runs Trunk: `published` or `wasm`, then Trunk's arguments. It takes NO_COLOR=1, as everybody writes it, for a wrong argument.
trunk_run() {
    local toolchain=$1 color=auto
    shift
    if [ -n "${NO_COLOR:-}" ]; then color=never; fi
    "$toolchain" env -u NO_COLOR TRUNK_SKIP_VERSION_CHECK=true trunk --color "$color" "$@"
}

# The command line of this source; SUMMIT_BRIEF_PROGRAM names it where it is compiled already.
brief() {
    if [ -n "${SUMMIT_BRIEF_PROGRAM:-}" ]; then
        "$SUMMIT_BRIEF_PROGRAM" "$@"
    else
        cargo run --quiet --features cli -- "$@"
    fi
}
