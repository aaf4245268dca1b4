#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/schedule.h"

namespace platform {

/// Says when schedules are due while wall time goes on. What lies in a time that was jumped over (the
/// device was off or had no clock, or the clock was put forward) is not made up for, and what was done is
/// not done again when the clock is put back.
class ScheduleRunner {
 public:
  /// A clock that moved by more than this between two looks was set.
  static constexpr int64_t kLongestStepS = 120;

  /// Minutes since 1970 at which each item was last due; kept by the caller over a restart.
  using DoneMinutes = std::array<uint32_t, ScheduleSet::kMost>;

  /// The set is another one, or the device has started: nothing before the next look is due.
  void restart() { is_running_ = false; }

  /// The next item that has become due, or none. Ask again until there is none. A due item's minute is
  /// noted in `done`.
  std::optional<size_t> take(const ScheduleSet& set, int64_t now_s, DoneMinutes& done);

 private:
  struct Due {
    int64_t at_s = 0;
    size_t item = 0;
  };

  void find_next(const ScheduleSet& set);

  bool is_running_ = false;
  TimeZone zone_;
  // Everything up to here is dealt with: at that second, all items below `first_item_`.
  int64_t looked_at_s_ = 0;
  size_t first_item_ = 0;
  std::optional<Due> next_;
  int64_t search_again_s_ = 0;
};

}  // namespace platform
