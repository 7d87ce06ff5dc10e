#!/usr/bin/env bash
# The fast checks: format, lints natively and for the browser, layering, locks and versions, sizes if there is a dist/.
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
        # Debian's clippy is of another version, so its lints differ from those everybody else sees.
        say "check: no clippy for the browser with Debian's compiler; checking that it compiles"
        wasm cargo check --target "$WASM_TARGET" --lib --examples --test web --test web_zones
    else
        cargo clippy --target "$WASM_TARGET" --lib --examples --test web --test web_zones -- -D warnings
    fi
}

# The same version stands in several files because several tools read it.
versions_agree() {
    local ok=true binaryen
    agree() {
        if ! grep -qF -- "$2" "$1"; then
            say "check: $1 should have: $2"
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

# Locks name packages and hashes. An address in one would send everybody to the mirror of whoever wrote it, and a
# crate from a git repository is not pinned by a checksum.
locks_are_neutral() {
    local ok=true found
    if found=$(grep -n '^source = ' Cargo.lock | grep -v '"registry+https://github.com/rust-lang/crates.io-index"$'); then
        say "check: Cargo.lock has crates that are not from crates.io:" "$found"
        ok=false
    fi
    if found=$(grep -nE '"resolved"|https?://' tools/package-lock.json | grep -v '"url": '); then
        say "check: tools/package-lock.json names hosts (write it with npm in tools/, whose .npmrc leaves them out):" "$found"
        ok=false
    fi
    if found=$(grep -nvE '^#|^[a-z-]+==[0-9.]+ --hash=sha256:[0-9a-f]{64}$' tools/requirements.txt); then
        say "check: tools/requirements.txt has lines that are no package with its version and hash:" "$found"
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
say "check: all fine"
