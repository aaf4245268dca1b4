#!/usr/bin/env bash
# Makes a picture of every screen of the web app in docs/screens: laptop and phone, light and dark, from a suite of its own.
#   --only TEXT      only pictures whose names contain it, such as owner-job or phone-dark
#   --language LANG  en, th or hi
#   --folder FOLDER  where they go
set -Eeuo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
LOCAL="$ROOT/.local"
. "$ROOT/scripts/output.sh"
. "$ROOT/scripts/install.sh"
. "$ROOT/scripts/build.sh"
trap end_step EXIT
trap 'exit 130' INT TERM

install_packages runtime firmware browser
decide_aspire
check_node
start_web_build
build_solution
finish_beside
build_firmware
exec dotnet exec "$ROOT/benchmarks/Bench/bin/Release/net10.0/Platform.Bench.dll" screens "$@"
