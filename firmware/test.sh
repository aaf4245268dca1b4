#!/usr/bin/env bash
# Tests of the firmware core on the host (ASan, UBSan), its fuzzers, and with --cross the rv32imc self-test.
# Usage: firmware/test.sh [--fuzz-seconds N] [--no-fuzz] [--cross]
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
fuzz_seconds=20
cross=no
fuzz=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --fuzz-seconds) fuzz_seconds=${2:?--fuzz-seconds needs a number}; shift 2 ;;
    --no-fuzz) fuzz=no; shift ;;
    --cross) cross=yes; shift ;;
    *) echo "firmware/test.sh: unknown option $1 (known: --fuzz-seconds N, --no-fuzz, --cross)" >&2; exit 2 ;;
  esac
done

need() { command -v "$1" >/dev/null || { echo "firmware/test.sh: $1 is missing; on Debian: apt-get install $2" >&2; exit 1; }; }
need cmake cmake; need c++ g++
if [ "$fuzz" = yes ]; then
  need clang++ "clang libclang-rt-14-dev"
  echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' |
    clang++ -fsanitize=fuzzer,address -x c++ - -o /dev/null 2>/dev/null ||
    { echo "firmware/test.sh: clang has no libFuzzer; on Debian: apt-get install libclang-rt-14-dev (or --no-fuzz)" >&2; exit 1; }
fi
[ "$cross" = no ] || { need riscv64-unknown-elf-g++ "gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf"; need qemu-system-riscv32 qemu-system-misc; }
echo '#include <gtest/gtest.h>' | c++ -std=c++17 -x c++ -fsyntax-only - 2>/dev/null ||
  { echo "firmware/test.sh: the header <gtest/gtest.h> is missing; on Debian: apt-get install libgtest-dev" >&2; exit 1; }

passed=0 failed=0 skipped=0
finish() { echo "$passed passed, $failed failed, $skipped skipped"; [ "$failed" -eq 0 ]; exit; }
build() { # folder, cmake options
  local folder="$root/.local/build/$1"; shift
  local generator=(); command -v ninja >/dev/null && generator=(-G Ninja)
  [ -f "$folder/CMakeCache.txt" ] || cmake -S "$root/firmware" -B "$folder" "${generator[@]}" "$@" >/dev/null || return 1
  cmake --build "$folder" --parallel "$(nproc)" >"$folder/build.log" 2>&1 || { cat "$folder/build.log"; return 1; }
}

echo "== host tests"
if build firmware-tests -DCMAKE_BUILD_TYPE=RelWithDebInfo -DFIRMWARE_TESTS=ON -DFIRMWARE_SANITIZE=ON; then
  report="$root/.local/build/firmware-tests/report.xml"
  rm -f "$report"
  "$root/.local/build/firmware-tests/tests/firmware-tests" --gtest_brief=1 --gtest_output="xml:$report"
  code=$?
  if [ -f "$report" ]; then
    count() { sed -n "s/^<testsuites.* $1=\"\([0-9]*\)\".*/\1/p" "$report"; }
    failed=$((failed + $(count failures) + $(count errors)))
    skipped=$((skipped + $(grep -c 'result="skipped"' "$report")))
    passed=$((passed + $(count tests) - $(count failures) - $(count errors) - $(grep -c 'result="skipped"' "$report")))
  fi
  # A crash or a sanitizer's finding ends the program without a report of what follows.
  if [ "$code" -ne 0 ] && { [ ! -f "$report" ] || [ "$(count failures)" = 0 ]; }; then failed=$((failed + 1)); fi
else
  failed=$((failed + 1))
fi

fuzzers() {
  echo "== fuzzers, $fuzz_seconds s each"
  if build firmware-fuzz -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++ -DFIRMWARE_FUZZ=ON -DFIRMWARE_SANITIZE=ON; then
    for fuzzer in "$root"/.local/build/firmware-fuzz/tests/fuzz/fuzz-*; do
      [ -x "$fuzzer" ] && [ -f "$fuzzer" ] || continue
      name=$(basename "$fuzzer")
      # The corpus is kept between runs; the seeds are the beginning.
      corpus="$root/.local/build/firmware-fuzz/corpus/$name"
      seeds="$root/firmware/tests/fuzz/seeds/${name#fuzz-}"
      mkdir -p "$corpus"
      if "$fuzzer" -max_total_time="$fuzz_seconds" -max_len=4096 -timeout=5 -artifact_prefix="$corpus.finding-" \
          -print_final_stats=1 "$corpus" $([ -d "$seeds" ] && echo "$seeds") >"$corpus.log" 2>&1; then
        passed=$((passed + 1))
        echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$corpus.log") inputs, no finding"
      else
        failed=$((failed + 1))
        echo "$name: FAILED"; tail -40 "$corpus.log"
      fi
    done
  else
    failed=$((failed + 1))
  fi
}
[ "$fuzz" = no ] || fuzzers

if [ "$cross" = yes ]; then
  echo "== rv32imc in QEMU"
  if output=$("$root/firmware/cross/run.sh"); then code=0; else code=1; fi
  printf '%s\n' "$output"
  passed=$((passed + $(printf '%s\n' "$output" | grep -c '^ok ')))
  broken=$(printf '%s\n' "$output" | grep -c '^not ok ')
  [ "$code" -eq 0 ] || [ "$broken" -gt 0 ] || broken=1
  failed=$((failed + broken))
fi
finish
