#!/usr/bin/env bash
# Write docs/brief.png from the report.html of `make demo`, with headless Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
report=$(realpath "${1:-report.html}")
test -f "$report" || { echo "$report is not there: run make demo first" >&2; exit 1; }
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --user-data-dir="$profile" --hide-scrollbars --window-size=1000,1500 \
  --screenshot="$PWD/docs/brief.png" "file://$report"
