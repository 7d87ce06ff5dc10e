# shellcheck shell=bash
# The only file that knows where the tools are: it sets PATH and the tools' versions, and defines how to run a wasm
# build. The other scripts source it, even within Trunk's hooks, so sourcing it twice must be harmless. Afterwards,
# plain commands are native; prefix commands that compile for the browser with `wasm`.

SB_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
SB_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/summit-brief/tools

TRUNK_VERSION=0.21.14
WASM_BINDGEN_VERSION=0.2.129
GECKODRIVER_VERSION=0.37.1
ICALENDAR_VERSION=7.3.0
WASM_TARGET=wasm32-unknown-unknown
# Of the program in the npm package, which Node runs.
WASI_TARGET=wasm32-wasip1

SB_TRUNK=$SB_CACHE/trunk-$TRUNK_VERSION
SB_WASM_BINDGEN=$SB_CACHE/wasm-bindgen-$WASM_BINDGEN_VERSION
SB_GECKODRIVER=$SB_CACHE/geckodriver-$GECKODRIVER_VERSION
SB_ICALENDAR=$SB_CACHE/icalendar-$ICALENDAR_VERSION
PYTHON_REQUIREMENTS=$SB_ROOT/tools/requirements.txt
SB_NODE_BIN=$SB_ROOT/tools/node_modules/.bin
# Contains links to Debian's cargo, rustc and rustdoc only. With all of /usr/bin at the front of PATH, Debian's node
# would shadow the user's.
SB_DEBIAN_RUST=$SB_CACHE/debian-rust

# Prepends a folder to PATH, unless PATH already contains it.
sb_path() {
    case ":$PATH:" in
        *":$1:"*) ;;
        *) PATH=$1:$PATH ;;
    esac
}

# Undoes what `wasm` (below) sets for its command, because that must not affect native builds that the command starts
# (Trunk's pre-build hook).
PATH=${PATH#"$SB_DEBIAN_RUST:"}
if [ "${SB_WASM_BUILD:-}" = debian ]; then unset RUSTC; fi
if [ -n "${SB_WASM_BUILD:-}" ]; then
    unset SB_WASM_BUILD RUSTC_BOOTSTRAP CARGO_UNSTABLE_BUILD_STD CARGO_UNSTABLE_BUILD_STD_FEATURES
    unset CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS
fi

# If these folders are missing, tools of the pinned versions elsewhere on PATH are used.
if [ -d "$SB_TRUNK/bin" ]; then sb_path "$SB_TRUNK/bin"; fi
if [ -d "$SB_WASM_BINDGEN/bin" ]; then sb_path "$SB_WASM_BINDGEN/bin"; fi
if [ -d "$SB_GECKODRIVER/bin" ]; then sb_path "$SB_GECKODRIVER/bin"; fi
sb_path "$SB_NODE_BIN"
# `cargo install` puts tools there, but not every shell has the folder on PATH.
if [ -d "${CARGO_HOME:-$HOME/.cargo}/bin" ]; then sb_path "${CARGO_HOME:-$HOME/.cargo}/bin"; fi
export PATH

# The browsers. GECKODRIVER is not set here, because wasm-bindgen's runner would then use only Firefox.
if [ -z "${CHROMEDRIVER:-}" ] && command -v chromedriver >/dev/null; then
    CHROMEDRIVER=$(command -v chromedriver)
    export CHROMEDRIVER
fi
if [ -z "${FIREFOX:-}" ] && FIREFOX=$(command -v firefox-esr || command -v firefox); then export FIREFOX; fi
# MiniBrowser, which WebKit's driver starts, is not on PATH.
if [ -z "${MINIBROWSER:-}" ]; then
    for candidate in /usr/lib/*/webkit2gtk-4.1/MiniBrowser /usr/libexec/webkit2gtk-4.1/MiniBrowser; do
        if [ -x "$candidate" ]; then
            export MINIBROWSER=$candidate
            break
        fi
    done
fi
# The runner's default, 20 s for all tests of a file including the browser's start, is too short on a busy machine.
export WASM_BINDGEN_TEST_TIMEOUT=${WASM_BINDGEN_TEST_TIMEOUT:-180}

say() { printf '%s\n' "$*" >&2; }

has() { command -v "$1" >/dev/null 2>&1; }

ALL_ENGINES=(chromium firefox webkit)

# Prints the browser engines to test in, one per line: those that ENGINES names, by default Chromium.
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

# Prints what is missing to run an engine, or nothing.
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
            if ! has "${MINIBROWSER:-MiniBrowser}"; then missing+=", no MiniBrowser (of WebKitGTK)"; fi
            if ! has Xvfb; then missing+=", no Xvfb"; fi
            ;;
    esac
    printf '%s\n' "${missing#, no }"
}

# Prints how to install an engine.
CHROMIUM_PACKAGES=(chromium chromium-driver)
FIREFOX_PACKAGES=(firefox-esr)
WEBKIT_PACKAGES=(webkit2gtk-driver xvfb)
engine_remedy() {
    local packages
    case $1 in
        chromium)
            printf 'install Chromium or Chrome, and the chromedriver of the same version'
            packages=${CHROMIUM_PACKAGES[*]}
            ;;
        firefox)
            printf 'install Firefox, and geckodriver with: cargo install --locked geckodriver --version %s' "$GECKODRIVER_VERSION"
            packages=${FIREFOX_PACKAGES[*]}
            ;;
        webkit)
            printf 'install WebKitGTK 4.1 with its driver and MiniBrowser, and Xvfb'
            packages=${WEBKIT_PACKAGES[*]}
            ;;
    esac
    printf ' (on Debian, as root: apt-get update && apt-get install %s)\n' "$packages"
}

# Prints what is missing for tests that are skipped without it (external checkers, a target), or nothing.
oracle_lacks() {
    case $1 in
        java)
            # On macOS, `java` may be a stub that only asks the user to install Java.
            if java -version >/dev/null 2>&1; then return; fi
            echo "Java for the W3C HTML checker (on Debian, as root: apt-get install default-jre-headless)"
            ;;
        wasi)
            if rustup_has_wasm "$WASI_TARGET"; then return; fi
            echo "Rust's $WASI_TARGET target for the npm package (rustup target add $WASI_TARGET)"
            ;;
        python)
            # The environment's interpreter links to the system's, which may have been removed.
            if [ -x "$SB_ICALENDAR/bin/python" ] && cmp -s "$PYTHON_REQUIREMENTS" "$SB_ICALENDAR/requirements.txt"; then return; fi
            echo "Python 3.11 or newer with venv and pip for icalendar (on Debian, as root: apt-get install python3-venv)"
            ;;
        php)
            if php_is_usable && [ -n "$(wordpress)" ]; then return; fi
            echo "PHP 8 and Debian's WordPress for its content filters (on Debian, as root: apt-get install php-cli, then tools/setup.sh php)"
            ;;
    esac
}

php_is_usable() { php -n -r 'exit(PHP_VERSION_ID < 80000 ? 1 : 0);' 2>/dev/null; }

# Prints the folder with the newest WordPress in the cache, or nothing. setup.sh gets whichever version Debian has.
wordpress() {
    local folder
    for folder in "$SB_CACHE"/wordpress-*; do
        if [ -e "$folder/wp-settings.php" ]; then printf '%s\n' "$folder"; fi
    done | sort -V | tail -n 1
}

# Whether the default toolchain has a standard library for the browser, or for another target.
rustup_has_wasm() {
    local sysroot
    sysroot=$(rustc --print sysroot 2>/dev/null) && [ -d "$sysroot/lib/rustlib/${1:-$WASM_TARGET}/lib" ]
}

# Prints the toolchain that compiles for the browser: `rustup`, or `debian`, whose packages contain the standard library
# as source. SUMMIT_BRIEF_RUST names it; if that is unset, it is the one that is installed.
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
        # RUSTC_BOOTSTRAP allows -Z build-std on a stable compiler, which then builds the standard library itself.
        SB_WASM_BUILD=debian PATH=$SB_DEBIAN_RUST:$PATH RUSTC=$SB_DEBIAN_RUST/rustc RUSTC_BOOTSTRAP=1 \
            CARGO_UNSTABLE_BUILD_STD=std,panic_abort "$@"
    else
        "$@"
    fi
}

# The flags of the published build, which also apply to the standard library. To save bytes, they turn panics into bare
# traps without messages (docs/decisions/0002). The flags are unstable, so `can_rebuild_std` tries them first.
PUBLISHED_FLAGS="-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none -Cllvm-args=-hoist-common-insts=false -Cllvm-args=-sink-common-insts=false -Cllvm-args=-enable-pre=false -Cllvm-args=-disable-lsr"
if [ -n "${SUMMIT_BRIEF_STD:-}" ] && [ "$SUMMIT_BRIEF_STD" != prebuilt ]; then
    say "SUMMIT_BRIEF_STD is '$SUMMIT_BRIEF_STD'; the only allowed value is 'prebuilt'"
    exit 1
fi
can_rebuild_std() {
    local rustc=rustc sysroot
    [ "${SUMMIT_BRIEF_STD:-}" != prebuilt ] || return 1
    if [ "$(wasm_toolchain)" = debian ]; then rustc=$SB_DEBIAN_RUST/rustc; fi
    sysroot=$("$rustc" --print sysroot 2>/dev/null) && [ -e "$sysroot/lib/rustlib/src/rust/library/Cargo.toml" ] || return 1
    # shellcheck disable=SC2086 # one word per flag
    RUSTC_BOOTSTRAP=1 "$rustc" --target "$WASM_TARGET" $PUBLISHED_FLAGS --print cfg >/dev/null 2>&1
}

# Runs a command that compiles the published build, with a rebuilt standard library if possible.
published() {
    if can_rebuild_std; then
        wasm env SB_WASM_BUILD="$(wasm_toolchain)" RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort \
            CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size \
            CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$PUBLISHED_FLAGS" "$@"
    else
        say "build: using the prebuilt standard library; the wasm will be about 10 % larger than the published one"
        wasm "$@"
    fi
}

# Compiles the program for WASI. Its messages name no folders of this machine.
build_wasi() {
    local folder flags=
    for folder in "$(rustc --print sysroot)" "${CARGO_HOME:-$HOME/.cargo}" "$SB_ROOT"; do
        flags+=" --remap-path-prefix=$folder="
    done
    CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS=$flags \
        cargo build --quiet --profile wasi --features cli --bin summit-brief --target "$WASI_TARGET"
}

# Fetches the crates in Cargo.lock, because Trunk builds offline. In CI, fails unless the lock file is up to date.
fetch_crates() {
    cargo fetch --quiet ${CI:+--locked}
    # The source of the standard library has its own crates.
    if can_rebuild_std; then
        published cargo fetch --quiet --target "$WASM_TARGET"
    elif [ "$(wasm_toolchain)" = debian ]; then
        wasm cargo fetch --quiet --target "$WASM_TARGET"
    fi
}

# Runs Trunk: `published` or `wasm`, then Trunk's arguments. Unsets NO_COLOR, because Trunk rejects its usual value, 1.
trunk_run() {
    local toolchain=$1 color=auto
    shift
    if [ -n "${NO_COLOR:-}" ]; then color=never; fi
    "$toolchain" env -u NO_COLOR TRUNK_SKIP_VERSION_CHECK=true trunk --color "$color" "$@"
}

# Runs this repository's command-line tool. If it is already compiled, SUMMIT_BRIEF_PROGRAM names the program.
brief() {
    if [ -n "${SUMMIT_BRIEF_PROGRAM:-}" ]; then
        "$SUMMIT_BRIEF_PROGRAM" "$@"
    else
        cargo run --quiet --features cli -- "$@"
    fi
}
