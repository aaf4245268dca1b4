#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/controller_state.h"
#include "core/fixed_string.h"
#include "core/sun.h"
#include "core/time_zone.h"
#include "ports/store.h"

namespace platform {

/// What the minutes of a schedule count from.
enum class ScheduleStart : uint8_t { midnight, sunrise, sunset };

/// When, on which days of the week, does a controller do what by itself.
struct ScheduleItem {
  uint32_t id = 0;
  bool is_on = false;
  /// Bit 0 is Monday.
  uint8_t days = 0;
  ScheduleStart start = ScheduleStart::midnight;
  int16_t minutes = 0;
  Action action;
};

/// The schedules of a controller as the platform sent them.
struct ScheduleSet {
  static constexpr size_t kMost = 16;

  uint32_t version = 0;
  int64_t issued_at_ms = 0;
  FixedString<kLongestTimeZone> time_zone;
  std::optional<Place> place;
  std::array<ScheduleItem, kMost> items{};
  uint8_t count = 0;

  bool save(Store& store) const;
  /// False, and nothing is changed, when there is no intact record of a controller with these outputs.
  bool load(Store& store, const ControllerState& state);
};

/// Reads the arguments of SCHEDULES; nothing when they are not all valid. `issued_at_ms` is the caller's.
std::optional<ScheduleSet> parse_schedules(std::string_view args, const ControllerState& state);

/// When the item is due on a local day (days since 1970), if it is. `zone` is that of the set.
std::optional<int64_t> due_on(const ScheduleItem& item, int64_t day, const TimeZone& zone,
                              const std::optional<Place>& place);

}  // namespace platform
