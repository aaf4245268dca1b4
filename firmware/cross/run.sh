#!/usr/bin/env bash
# Compiles the core for rv32imc (the ESP32-C3's instruction set), reports its size, runs the self-test in QEMU.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
build="$root/.local/build/firmware-rv32"
prefix=riscv64-unknown-elf
picolibc=/usr/lib/picolibc/riscv64-unknown-elf
version=$(c++ -dumpversion); version=${version%%.*}
headers=/usr/include/c++/$version
config=$(find /usr/include -path "*/c++/$version/bits/c++config.h" | head -1)
[ -d "$picolibc/include" ] || { echo "firmware/cross: picolibc is missing; on Debian: apt-get install picolibc-riscv64-unknown-elf" >&2; exit 1; }
[ -f "$config" ] || { echo "firmware/cross: libstdc++'s headers are missing; on Debian: apt-get install g++" >&2; exit 1; }

# Debian has no libstdc++ for riscv-elf. The host's headers do, with the host's configuration minus what
# belongs to its operating system.
mkdir -p "$build/include/bits"
cp "$config" "$build/include/bits/c++config.h"
echo '#define _GLIBCXX_OS_DEFINES 1' >"$build/include/bits/os_defines.h"
: >"$build/include/bits/cpu_defines.h"
ln -sfn /usr/include/rapidjson "$build/include/rapidjson"

architecture=(-march=rv32imc -mabi=ilp32)
flags=("${architecture[@]}" -std=c++17 -Os -DNDEBUG -ffunction-sections -fdata-sections -fno-exceptions -fno-rtti
  -fno-threadsafe-statics -Wall -Wextra -Wshadow -Werror -nostdinc++ -isystem "$build/include" -isystem "$headers"
  -idirafter "$picolibc/include" -I"$root/firmware")
compile() { # source, object
  if [ ! -f "$2" ] || [ -n "$(find "$root/firmware/core" "$root/firmware/ports" "$root/firmware/cross" -newer "$2" -name '*.[ch]*' -print -quit)" ]; then
    "$prefix-g++" "${flags[@]}" -c "$1" -o "$2"
  fi
}
objects=()
for source in "$root"/firmware/core/*.cpp; do
  object="$build/$(basename "$source" .cpp).o"
  compile "$source" "$object"
  objects+=("$object")
done
for source in selftest selftest_controller stubs; do compile "$root/firmware/cross/$source.cpp" "$build/$source.o"; done

library=$picolibc/lib/rv32im/ilp32
"$prefix-g++" "${architecture[@]}" -nostdlib -nostartfiles -static -Wl,--gc-sections \
  -Wl,--defsym=__flash=0x80000000 -Wl,--defsym=__flash_size=0x00400000 \
  -Wl,--defsym=__ram=0x80400000 -Wl,--defsym=__ram_size=0x00200000 -Wl,--defsym=__stack_size=0x4000 \
  -T "$(find "$picolibc" /usr/lib/picolibc -name picolibc.ld 2>/dev/null | head -1)" \
  "$library/crt0-semihost.o" "$build/selftest.o" "$build/selftest_controller.o" "$build/stubs.o" "${objects[@]}" \
  -L"$library" -Wl,--start-group -lc -lm -lsemihost -lgcc -Wl,--end-group -o "$build/selftest.elf"

text=$("$prefix-size" "${objects[@]}" | awk 'NR > 1 { sum += $1 } END { print sum }')
echo "core for rv32imc: .text and constants $text bytes"
# QEMU writes the semihosting console to its standard error.
timeout 60 qemu-system-riscv32 -machine virt -cpu rv32 -bios none -nographic -monitor none -serial none \
  -semihosting-config enable=on,target=native -kernel "$build/selftest.elf" 2>&1
