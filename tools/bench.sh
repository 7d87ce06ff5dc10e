#!/usr/bin/env bash
# Measures: what the built widget weighs and of what, and how long rendering takes natively.
set -euo pipefail
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
cd "$SB_ROOT"

node tools/sizes.mjs --sections --report-only
cargo bench --features cli --bench render
