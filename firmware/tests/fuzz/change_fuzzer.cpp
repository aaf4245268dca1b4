#include <array>
#include <cstddef>
#include <cstdint>

#include "check.h"
#include "core/change.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  platform::Change change;
  if (!platform::decode_change(data, size, change)) return 0;
  // Years above 9999 have no RFC 3339 form; flash holds what the device's own clock said.
  if (change.time.unix_ms > 253'402'300'799'999) return 0;
  std::array<char, platform::kLongestChangePayload * 6 + 1> buffer;
  const auto payload = platform::write_change(change, {1, 1, 1000}, buffer.data(), buffer.size() - 1);
  check(!payload.empty(), "a change can be written");
  // Texts of another character set can only come from a journal with a valid checksum over them.
  for (const std::string_view text : {change.key.view(), change.command_id.view()}) {
    for (const char c : text) {
      if (static_cast<uint8_t>(c) >= 0x80) return 0;
    }
  }
  check(is_json(buffer.data(), payload.size()), "the payload is JSON");
  return 0;
}
