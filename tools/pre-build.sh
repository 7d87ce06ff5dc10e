#!/usr/bin/env bash
# Trunk's pre_build hook. Prerenders the demo's brief, which index.html inlines into the element. Also writes the JSON
# Schema, which index.html publishes, and the strings that post-build.mjs puts into the loader and the style sheet.
set -euo pipefail
# This also undoes the environment of the surrounding wasm build, because the renderer is a native program.
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
cd "$SB_ROOT"

brief=static/briefs/helsinki-2018.json
out=target/prerender/helsinki-2018.html
mkdir -p "$(dirname "$out")"

# Renders to a temporary file first, so that a failure never leaves an incomplete file for index.html.
say "pre-build: rendering the brief (compiling takes about a minute the first time)"
brief render "$brief" -o "$out.new"
mv "$out.new" "$out"
brief schema -o target/prerender/brief.schema.json
brief strings -o target/prerender/strings.json
