#include <cstddef>
#include <cstdint>
#include <string_view>

#include "check.h"
#include "core/time_zone.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto zone = platform::TimeZone::parse({reinterpret_cast<const char*>(data), size});
  if (!zone) return 0;
  constexpr int64_t kDay = 86'400;
  for (int64_t at = 1'767'225'600; at < 1'767'225'600 + 366 * kDay; at += 6 * 3600 + 601) {
    const int32_t offset = zone->offset_s(at);
    check(offset >= -25 * 3600 && offset <= 26 * 3600, "no zone is further away than a day");
    const int64_t there = zone->to_unix(at);
    check(there >= at - 2 * kDay && there <= at + 2 * kDay, "a local time is near");
  }
  return 0;
}
