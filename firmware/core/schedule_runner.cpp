#include "core/schedule_runner.h"

#include "core/calendar.h"

namespace platform {
namespace {

// Every item that is due at all, on clocks without polar days, is due within a week.
constexpr int64_t kSearchDays = 8;

}  // namespace

std::optional<size_t> ScheduleRunner::take(const ScheduleSet& set, int64_t now_s, DoneMinutes& done) {
  if (set.count == 0) return std::nullopt;
  if (!is_running_ || now_s < looked_at_s_ || now_s - looked_at_s_ > kLongestStepS) {
    is_running_ = true;
    // A set that was accepted has a zone that can be read.
    zone_ = TimeZone::parse(set.time_zone.view()).value_or(TimeZone());
    looked_at_s_ = now_s;
    first_item_ = set.count;
    find_next(set);
  }
  if (now_s >= search_again_s_) find_next(set);
  while (next_ && next_->at_s <= now_s) {
    const Due due = *next_;
    looked_at_s_ = due.at_s;
    first_item_ = due.item + 1;
    find_next(set);
    const auto minute = static_cast<uint32_t>(due.at_s / 60);
    if (done[due.item] == minute) continue;
    done[due.item] = minute;
    return due.item;
  }
  if (now_s > looked_at_s_) {
    looked_at_s_ = now_s;
    first_item_ = set.count;
  }
  return std::nullopt;
}

void ScheduleRunner::find_next(const ScheduleSet& set) {
  next_.reset();
  search_again_s_ = looked_at_s_ + kDayS;
  const int64_t today = day_of(looked_at_s_ + zone_.offset_s(looked_at_s_));
  for (size_t i = 0; i < set.count; ++i) {
    // From yesterday on: an offset to sunset can reach into the next day.
    for (int64_t day = today - 1; day <= today + kSearchDays; ++day) {
      const std::optional<int64_t> at = due_on(set.items[i], day, zone_, set.place);
      if (!at || *at < looked_at_s_ || (*at == looked_at_s_ && i < first_item_)) continue;
      if (!next_ || *at < next_->at_s) next_ = Due{*at, i};
      break;
    }
  }
}

}  // namespace platform
