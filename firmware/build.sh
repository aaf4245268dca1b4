#!/usr/bin/env bash
# Builds .local/bin/virtual-device and .local/bin/mqtt-load (Release, incremental).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

for tool in cmake c++; do
  command -v "$tool" >/dev/null || { echo "firmware/build.sh: $tool is missing; on Debian: apt-get install cmake g++" >&2; exit 1; }
done
for pair in mosquitto.h:libmosquitto-dev curl/curl.h:libcurl4-openssl-dev psa/crypto.h:libmbedtls-dev rapidjson/reader.h:rapidjson-dev; do
  echo "#include <${pair%%:*}>" | c++ -x c++ -fsyntax-only - 2>/dev/null ||
    { echo "firmware/build.sh: the header <${pair%%:*}> is missing; on Debian: apt-get install ${pair##*:}" >&2; exit 1; }
done

build="$root/.local/build/firmware-release"
if [ ! -f "$build/CMakeCache.txt" ]; then
  generator=(); command -v ninja >/dev/null && generator=(-G Ninja)
  cmake -S "$root/firmware" -B "$build" "${generator[@]}" -DCMAKE_BUILD_TYPE=Release -DFIRMWARE_VIRTUAL_DEVICE=ON >/dev/null
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
cmake --build "$build" --parallel "$(nproc)" --target virtual-device mqtt-load >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
mkdir -p "$root/.local/bin"
for program in virtual-device mqtt-load; do
  target="$root/.local/bin/$program"
  # Renamed into place: a running program is neither disturbed nor half overwritten.
  if ! cmp -s "$build/$program/$program" "$target"; then
    cp "$build/$program/$program" "$target.new"
    mv "$target.new" "$target"
  fi
done
echo "built .local/bin/virtual-device and .local/bin/mqtt-load"
