#include <cstddef>
#include <cstdint>
#include <string_view>

#include "check.h"
#include "core/timestamp.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto parsed = platform::parse_timestamp({reinterpret_cast<const char*>(data), size});
  // An offset can move the first and last day of the range out of it.
  if (!parsed || *parsed < 0 || *parsed > 253'402'300'799'999) return 0;
  platform::TimestampText text;
  check(platform::parse_timestamp(platform::format_timestamp(*parsed, text)) == parsed, "the time is kept");
  return 0;
}
