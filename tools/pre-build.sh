#!/usr/bin/env bash
# Trunk's pre_build hook: prerenders the demo's brief, for index.html to inline into the element, and writes the
# briefs' JSON Schema, for index.html to publish, and the words that post-build.mjs puts into loader and style sheet.
set -euo pipefail
# Also undoes what the wasm build around it has set: the renderer is a native program.
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
cd "$SB_ROOT"

brief=static/briefs/helsinki-2018.json
out=target/prerender/helsinki-2018.html
mkdir -p "$(dirname "$out")"

# Written beside and moved, so that a failure never leaves half a file for index.html.
say "pre-build: rendering the brief (the first time, this compiles for about a minute)"
brief render "$brief" -o "$out.new"
mv "$out.new" "$out"
brief schema -o target/prerender/brief.schema.json
brief strings -o target/prerender/strings.json
