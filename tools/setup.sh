#!/usr/bin/env bash
# Installs the missing tools for building and testing, in pinned versions. If nothing is missing, it takes almost no
# time.
#
#   tools/setup.sh [wasm] [source] [wasi] [trunk] [bindgen] [node] [sheets] [package] [frameworks] [filters] [java] [python] [php] [fonts]
#                  [chromium] [firefox] [webkit]
#
# Without arguments, it sets up what `make test` needs, with the browser engines that ENGINES names.
#
# Compiled tools and Python packages go to the user's cache folder, named by version and shared by all clones. Node
# packages go to tools/node_modules and tests/sheets/node_modules. System packages are installed through apt, but only as
# root. If something cannot be installed, the script says so and exits with 1. Java, Python and PHP are exceptions: only CI
# requires them, and elsewhere the tests that use them are skipped.
set -euo pipefail
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
# So that rust-toolchain.toml applies.
cd "$SB_ROOT"

DEBIAN_RUST_PACKAGES=(rustc-web cargo-web rust-web-src rust-web-llvm lld-22)

fail() {
    say "setup: $*"
    exit 1
}

can_apt() { has apt-get && [ "$(id -u)" = 0 ]; }

# Installs Debian packages: REASON PACKAGE… Updates the package lists first, which happens nowhere else.
apt_install() {
    local why=$1
    shift
    if ! can_apt; then
        fail "$why. On Debian, as root: apt-get update && apt-get install $*"
    fi
    say "setup: $why: installing $* from Debian (takes a minute or two)"
    local apt=(apt-get -qq -o DPkg::Lock::Timeout=300)
    "${apt[@]}" update </dev/null >&2
    DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends "$@" </dev/null >&2
}

# The standard library for the browser: from rustup, or else Debian's compiler with the library's source.
setup_wasm() {
    case ${SUMMIT_BRIEF_RUST:-} in
        '' | rustup | debian) ;;
        *) fail "SUMMIT_BRIEF_RUST is '$SUMMIT_BRIEF_RUST'; allowed values are 'rustup' and 'debian'" ;;
    esac
    if [ "${SUMMIT_BRIEF_RUST:-}" != debian ]; then
        if rustup_has_wasm; then return; fi
        if has rustup; then
            say "setup: Rust's $WASM_TARGET target: fetching (takes less than a minute)"
            if rustup target add "$WASM_TARGET" </dev/null >&2 && rustup_has_wasm; then return; fi
        fi
        if [ "${SUMMIT_BRIEF_RUST:-}" = rustup ]; then
            fail "rustup could not add the target $WASM_TARGET; unset SUMMIT_BRIEF_RUST to use Debian's compiler"
        fi
        say "setup: rustup cannot provide the $WASM_TARGET target; using Debian's compiler for it"
    fi
    if [ ! -x "$SB_DEBIAN_RUST/cargo" ] || [ ! -x "$SB_DEBIAN_RUST/rustc" ] || [ ! -x /usr/bin/rust-lld ]; then
        local package missing=()
        for package in "${DEBIAN_RUST_PACKAGES[@]}"; do
            if ! dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed; then
                missing+=("$package")
            fi
        done
        if [ ${#missing[@]} -gt 0 ]; then apt_install "Rust's $WASM_TARGET target is missing" "${missing[@]}"; fi
        mkdir -p "$SB_DEBIAN_RUST"
        local program
        for program in cargo rustc rustdoc; do ln -sfn "/usr/bin/$program" "$SB_DEBIAN_RUST/$program"; done
    fi
}

# The source of the standard library, for the smaller published build; without it, the prebuilt library is used.
setup_source() {
    if [ "$(wasm_toolchain)" = debian ] || [ "${SUMMIT_BRIEF_STD:-}" = prebuilt ] || can_rebuild_std || ! has rustup; then
        return
    fi
    say "setup: the source of Rust's standard library: fetching (takes less than a minute)"
    rustup component add rust-src </dev/null >&2 ||
        say "setup: rustup cannot provide rust-src; the build will use the prebuilt standard library"
}

# Whether the program on PATH has this version: NAME VERSION. Some programs print more after the version.
is_version() { [ "$("$1" --version 2>/dev/null | awk 'NR == 1 { print $1, $2 }')" = "$1 $2" ]; }

# The standard library for WASI. Without it, tests are skipped; `make package` fails.
setup_wasi() {
    if [ -z "$(oracle_lacks wasi)" ] || ! has rustup; then return; fi
    say "setup: Rust's $WASI_TARGET target: fetching (takes less than a minute)"
    rustup target add "$WASI_TARGET" </dev/null >&2 || say "setup: there is no $WASI_TARGET target for this Rust"
}

# Downloads a compiled program: CRATE VERSION FOLDER.
binstall() {
    say "setup: $1 $2: fetching with cargo-binstall"
    cargo binstall --no-confirm --disable-strategies compile --root "$3" "$1@$2" </dev/null >&2
}

# Compiles a program: CRATE VERSION FOLDER MINUTES [cargo install flag…]. Does not optimise it, because these programs
# mostly wait for other programs.
compile() {
    say "setup: $1 $2: compiling (takes about $4 min, once per machine)"
    # Runs in the cache folder, so that this repository's .cargo/config.toml does not apply.
    (cd "$SB_CACHE" && CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        CARGO_PROFILE_RELEASE_STRIP=true \
        cargo install --quiet --locked --force "$1" --version "$2" --root "$3" "${@:5}" </dev/null >&2)
}

# Installs a program from crates.io: NAME VERSION FOLDER MINUTES CRATE [cargo install flag…]
setup_cargo_tool() {
    local name=$1 version=$2 folder=$3 minutes=$4 crate=$5
    # Any program on PATH with this version will do. If the cache folder exists, env.sh has put it on PATH.
    if is_version "$name" "$version"; then return; fi
    has cargo || fail "cargo is missing: install Rust 1.95 or newer with rustup"
    has cc || apt_install "a C compiler is missing (cargo links with it)" gcc libc6-dev
    mkdir -p "$SB_CACHE"
    sb_path "$folder/bin"
    if ! has cargo-binstall || ! binstall "$crate" "$version" "$folder" || ! is_version "$name" "$version"; then
        compile "$crate" "$version" "$folder" "$minutes" "${@:6}"
    fi
    is_version "$name" "$version" || fail "$name $version is required, but $(command -v "$name") has another version"
    say "setup: $crate $version: done"
}

# Trunk is compiled without TLS, because it downloads nothing here.
setup_trunk() { setup_cargo_tool trunk "$TRUNK_VERSION" "$SB_TRUNK" 3 trunk --no-default-features; }

setup_bindgen() {
    # Also without TLS, because the test runner only talks to drivers on this machine. In every test run it reads large
    # files, which is three times as fast with these two crates optimised.
    setup_cargo_tool wasm-bindgen "$WASM_BINDGEN_VERSION" "$SB_WASM_BINDGEN" 1 wasm-bindgen-cli \
        --no-default-features --bin wasm-bindgen --bin wasm-bindgen-test-runner \
        --config profile.release.package.walrus.opt-level=1 --config profile.release.package.wasmparser.opt-level=1
    # `cargo test` needs the runner in the same version.
    has wasm-bindgen-test-runner || fail "wasm-bindgen is installed, but wasm-bindgen-test-runner is missing; remove wasm-bindgen, or install all of wasm-bindgen-cli $WASM_BINDGEN_VERSION"
}

# Installs the packages of the lock file in a folder: FOLDER WHAT. npm ci deletes everything first, so it is skipped if
# the lock file has not changed since the last installation.
install_locked() {
    local stamp=$1/node_modules/.installed-lock
    { has node && has npm; } || fail "node and npm are missing: install Node 20 or newer"
    if cmp -s "$1/package-lock.json" "$stamp"; then return; fi
    say "setup: $2: fetching (takes less than a minute)"
    (cd "$1" && npm ci --loglevel=error --no-progress </dev/null >&2)
    cp "$1/package-lock.json" "$stamp"
}

setup_node() { install_locked "$SB_ROOT/tools" "node packages (wasm-opt, esbuild, axe-core, …)"; }

# The style sheets for test pages. With SHEETS=latest, their newest versions, in a folder that git ignores.
setup_sheets() {
    local pinned=$SB_ROOT/tests/sheets newest=$SB_ROOT/target/sheets
    case ${SHEETS:-} in
        '') install_locked "$pinned" "style sheets for test pages" ;;
        latest)
            say "setup: the newest style sheets for test pages: fetching (takes less than a minute)"
            rm -rf "$newest"
            mkdir -p "$newest"
            cp "$pinned/.npmrc" "$newest"
            sed 's/": "[0-9][^"]*"/": "latest"/' "$pinned/package.json" >"$newest/package.json"
            (cd "$newest" && npm install --no-package-lock --loglevel=error --no-progress </dev/null >&2)
            ;;
        *) fail "SHEETS is '$SHEETS'; the only allowed value is 'latest'" ;;
    esac
}

setup_package() { install_locked "$SB_ROOT/tests/package" "bundlers and frameworks for the tests of the npm package"; }

setup_frameworks() { install_locked "$SB_ROOT/tests/frameworks" "Next, Vue, Svelte and Astro for the tests of the npm package"; }

setup_filters() { install_locked "$SB_ROOT/tests/filters" "content filters for the tests of the snippet"; }

# Java for the W3C HTML checker, which is one of the node packages. Only CI installs it; elsewhere the tests that need
# it are skipped.
setup_java() {
    if [ -z "$(oracle_lacks java)" ] || [ -z "${CI:-}" ]; then return; fi
    apt_install "Java is missing (for the W3C HTML checker)" default-jre-headless
}

# Python's icalendar, which reads our calendar files, in a virtual environment. Only CI installs Python itself.
setup_python() {
    if [ -z "$(oracle_lacks python)" ]; then return; fi
    local usable='import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'
    if ! python3 -c "$usable" 2>/dev/null; then
        if [ -z "${CI:-}" ]; then return; fi
        apt_install "Python 3.11 or newer with venv and pip is missing" python3 python3-venv
        python3 -c "$usable" || fail "python3 on PATH, $(command -v python3), is older than 3.11 or lacks venv or pip"
    fi
    say "setup: Python's icalendar $ICALENDAR_VERSION: fetching (takes less than a minute)"
    rm -rf "$SB_ICALENDAR"
    mkdir -p "$SB_CACHE"
    python3 -m venv "$SB_ICALENDAR"
    "$SB_ICALENDAR/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --progress-bar off \
        --only-binary :all: --require-hashes --requirement "$PYTHON_REQUIREMENTS" </dev/null >&2
    cp "$PYTHON_REQUIREMENTS" "$SB_ICALENDAR/requirements.txt"
}

# WordPress with its content filters, from Debian's package: its PHP alone, without what it would serve, and without a web
# server or a database. Only CI installs PHP itself.
setup_php() {
    if [ -z "$(oracle_lacks php)" ]; then return; fi
    if ! php_is_usable; then
        if [ -z "${CI:-}" ]; then return; fi
        apt_install "PHP is missing (for the content filters of WordPress)" php-cli
    fi
    if [ -n "$(wordpress)" ]; then return; fi
    if ! has apt-get || ! has dpkg-deb; then
        if [ -z "${CI:-}" ]; then return; fi
        fail "WordPress comes from Debian's package, but this is not Debian"
    fi
    say "setup: Debian's WordPress: fetching (takes less than a minute)"
    local part=$SB_CACHE/part-of-wordpress
    rm -rf "$part"
    mkdir -p "$part/site"
    if fetch_wordpress "$part" >&2; then
        mv "$part/site" "$SB_CACHE/wordpress-$(dpkg-deb -f "$part"/*.deb Version)"
        rm -r "$part"
    else
        rm -r "$part"
        if [ -n "${CI:-}" ]; then fail "Debian's WordPress cannot be fetched"; fi
        say "setup: Debian's WordPress cannot be fetched; the tests that use it will be skipped"
    fi
}

# Downloads Debian's package into a folder, and unpacks what its filters need into `site` there.
fetch_wordpress() {
    # A fresh container has no package lists.
    if [ -z "$(apt-cache show wordpress 2>/dev/null)" ] && can_apt; then apt-get -qq update </dev/null; fi
    local wp=./usr/share/wordpress
    # As root, apt warns that its own user cannot write here.
    (cd "$1" && apt-get -qq download wordpress </dev/null 2>/dev/null) &&
        dpkg-deb --fsys-tarfile "$1"/*.deb | tar -x -C "$1/site" --strip-components=4 \
            --exclude=$wp/wp-includes/js --exclude=$wp/wp-includes/css --exclude=$wp/wp-includes/images --exclude=$wp/wp-includes/fonts \
            $wp/wp-settings.php $wp/wp-includes $wp/wp-admin/includes
}

# A font for Chinese, which the tests show; the browsers' own fonts have the other scripts. Only CI installs it; elsewhere,
# another font will do. Not all of Noto, which would become the font of every page.
setup_fonts() {
    if [ -z "${CI:-}" ] || [ -n "$(fc-list :lang=zh 2>/dev/null)" ]; then return; fi
    apt_install "a font for Chinese is missing" fontconfig fonts-noto-cjk
}

# Installs a browser and its driver: ENGINE DEBIAN_PACKAGE…
setup_engine() {
    local engine=$1 lacks
    shift
    lacks=$(engine_lacks "$engine")
    if [ -z "$lacks" ]; then return; fi
    if ! can_apt; then fail "$engine cannot run: no $lacks. To fix this, $(engine_remedy "$engine")"; fi
    apt_install "$engine cannot run: no $lacks" "$@"
}

setup_chromium() { setup_engine chromium "${CHROMIUM_PACKAGES[@]}"; }

setup_firefox() {
    if ! has "${FIREFOX:-firefox}"; then setup_engine firefox "${FIREFOX_PACKAGES[@]}"; fi
    # If GECKODRIVER is set, the user has chosen a driver.
    if [ -n "${GECKODRIVER:-}" ]; then return; fi
    setup_cargo_tool geckodriver "$GECKODRIVER_VERSION" "$SB_GECKODRIVER" 2 geckodriver
}

setup_webkit() { setup_engine webkit "${WEBKIT_PACKAGES[@]}"; }

if [ $# = 0 ]; then
    engines=$(engines_wanted)
    # Steps that may fail come before steps that take minutes. The build itself needs Chromium.
    # shellcheck disable=SC2086 # one word per engine
    set -- wasm source wasi node sheets package frameworks filters java python php fonts chromium $engines trunk bindgen
fi
for what in "$@"; do
    case $what in
        wasm | source | wasi | trunk | bindgen | node | sheets | package | frameworks | filters | java | python | php | fonts | chromium | firefox | webkit) "setup_$what" ;;
        *) fail "unknown argument '$what'; use wasm, source, wasi, trunk, bindgen, node, sheets, package, frameworks, filters, java, python, php, fonts, chromium, firefox, webkit" ;;
    esac
done
