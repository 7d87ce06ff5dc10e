#!/usr/bin/env bash
# Trunk's pre_build hook. Prerenders the demo's briefs: index.html inlines the English one into its element, and this
# script the Chinese one into static/zh-hant.html. Also writes the JSON Schema, which index.html publishes, and what
# post-build.mjs needs: the languages, and the phrases of the style sheet.
set -euo pipefail
# This also undoes the environment of the surrounding wasm build, because the renderer is a native program.
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
cd "$SB_ROOT"

out=target/prerender
rm -rf "$out/languages"
mkdir -p "$out/languages"

# Renders a brief to a temporary file first, so that a failure never leaves an incomplete file.
render() {
    brief render "static/briefs/$1.json" -o "$out/$1.html.new"
    mv "$out/$1.html.new" "$out/$1.html"
}

say "pre-build: rendering the briefs (compiling takes about a minute the first time)"
render helsinki-2018
render helsinki-2018.zh-Hant
page=$(<static/zh-hant.html)
tree=$(<"$out/helsinki-2018.zh-Hant.html")
printf '%s\n' "${page/'<!-- the prerendered HTML -->'/"$tree"}" >"$out/zh-hant.html"
brief schema -o "$out/brief.schema.json"
brief strings --languages "$out/languages" -o "$out/strings.json"
