#include <array>
#include <cstddef>
#include <cstdint>

#include "check.h"
#include "core/reading.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  platform::Reading reading;
  if (!platform::decode_reading(data, size, reading)) return 0;
  // Years above 9999 have no RFC 3339 form; flash holds what the device's own clock said.
  if (reading.time.unix_ms > 253'402'300'799'999) return 0;
  std::array<char, platform::kLongestReadingPayload + 1> buffer;
  const auto payload = platform::write_reading(reading, 1, {"D1", "LIC"}, buffer.data(), buffer.size() - 1);
  check(is_json(buffer.data(), payload.size()), "the payload is JSON");
  return 0;
}
