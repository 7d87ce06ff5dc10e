#!/usr/bin/env bash
# The fast checks: format, lock files, versions, lints (native and for the browser), layering, sizes if dist/ exists.
set -euo pipefail
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
cd "$SB_ROOT"

step() {
    local name=$1
    shift
    say "check: $name"
    "$@" || {
        say "check: FAILED: $name"
        exit 1
    }
}

lint_wasm() {
    if [ "$(wasm_toolchain)" = debian ]; then
        # Debian's clippy is a different version, so its lints would differ from everybody else's.
        say "check: clippy is skipped, because Debian's compiler builds for the browser; checking only that it compiles"
        wasm cargo check --target "$WASM_TARGET" --lib --examples --test web --test web_zones
    else
        cargo clippy --target "$WASM_TARGET" --lib --examples --test web --test web_zones -- -D warnings
    fi
}

# Some versions appear in several files, because several tools read them.
versions_agree() {
    local ok=true binaryen
    agree() {
        if ! grep -qF -- "$2" "$1"; then
            say "check: $1 should contain: $2"
            ok=false
        fi
    }
    agree Cargo.toml "wasm-bindgen = \"=$WASM_BINDGEN_VERSION\""
    agree Trunk.toml "wasm_bindgen = \"$WASM_BINDGEN_VERSION\""
    agree tools/requirements.txt "icalendar==$ICALENDAR_VERSION "
    binaryen=$(sed -n 's/.*"binaryen": "\([0-9]*\)\..*/\1/p' tools/package.json)
    agree Trunk.toml "wasm_opt = \"version_$binaryen\""
    $ok
}

# Lock files should name only packages and hashes. An address would send everybody to the mirror of the last person who
# wrote the file, and crates from git repositories have no checksum.
locks_are_neutral() {
    local ok=true found folder
    if found=$(grep -n '^source = ' Cargo.lock | grep -v '"registry+https://github.com/rust-lang/crates.io-index"$'); then
        say "check: Cargo.lock has crates that are not from crates.io:" "$found"
        ok=false
    fi
    for folder in tools tests/sheets tests/package tests/filters tests/frameworks; do
        if found=$(grep -n '"resolved"' "$folder/package-lock.json"); then
            say "check: $folder/package-lock.json names hosts to download from; run npm in $folder/, whose .npmrc omits them:" "$found"
            ok=false
        fi
    done
    if found=$(grep -nvE '^#|^[a-z-]+==[0-9.]+ --hash=sha256:[0-9a-f]{64}$' tools/requirements.txt); then
        say "check: tools/requirements.txt has lines that are not a package with its version and hash:" "$found"
        ok=false
    fi
    $ok
}

step "format" cargo fmt --check
step "locks name no hosts" locks_are_neutral
step "versions agree" versions_agree
step "lints" cargo clippy --all-targets --features cli -- -D warnings
step "lints for the browser" lint_wasm
step "layering" cargo test --quiet --features cli --test layering
if [ -e dist/summit-brief.js ]; then step "sizes of dist/" node tools/sizes.mjs; fi
say "check: all checks passed"
