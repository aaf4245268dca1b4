#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "check.h"
#include "core/schedule_runner.h"
#include "fakes.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace platform;
  const ControllerState state(ControllerType::relays, {25, 26, 27, 14});
  const auto set = parse_schedules({reinterpret_cast<const char*>(data), size}, state);
  if (!set) return 0;
  check(TimeZone::parse(set->time_zone.view()).has_value(), "an accepted set has a zone");
  test::FakeStore store;
  check(set->save(store), "an accepted set can be stored");
  ScheduleSet back;
  check(back.load(store, state), "what was stored can be read");
  check(back.count == set->count && back.version == set->version, "nothing is lost");
  ScheduleRunner runner;
  ScheduleRunner::DoneMinutes done{};
  constexpr int64_t kStart = 1'795'168'800;
  for (int64_t at = kStart; at < kStart + 8 * 86'400; at += 100) {
    size_t due = 0;
    while (runner.take(back, at, done)) check(++due <= back.count, "an item is due once at a time");
  }
  return 0;
}
