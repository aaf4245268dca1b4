#include "core/time_zone.h"

#include <algorithm>

#include "core/calendar.h"

namespace platform {
namespace {

constexpr int32_t kHourS = 3600;
constexpr int32_t kLongestOffsetH = 24;
constexpr int32_t kLongestChangeH = 167;

}  // namespace

class TimeZoneScanner {
 public:
  explicit TimeZoneScanner(std::string_view text) : text_(text) {}

  void name() {
    if (accept('<')) {
      const size_t begin = at_;
      while (at_ < text_.size() && (is_letter() || is_digit() || text_[at_] == '+' || text_[at_] == '-'))
        ++at_;
      require(at_ - begin >= 3 && accept('>'));
      return;
    }
    const size_t begin = at_;
    while (is_letter()) ++at_;
    require(at_ - begin >= 3);
  }

  /// `h`, `h:mm` or `h:mm:ss` with an optional sign.
  int32_t time_s(int32_t most_hours) {
    const bool is_negative = accept('-');
    if (!is_negative) accept('+');
    int32_t seconds = number(0, most_hours) * kHourS;
    if (accept(':')) {
      seconds += number(0, 59) * 60;
      if (accept(':')) seconds += number(0, 59);
    }
    return is_negative ? -seconds : seconds;
  }

  TimeZone::Rule rule() {
    TimeZone::Rule rule;
    require(accept(',') && accept('M'));
    rule.month = static_cast<uint8_t>(number(1, 12));
    require(accept('.'));
    rule.week = static_cast<uint8_t>(number(1, 5));
    require(accept('.'));
    rule.day = static_cast<uint8_t>(number(0, 6));
    if (accept('/')) rule.at_s = time_s(kLongestChangeH);
    return rule;
  }

  bool is_at(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool is_at_end() const { return at_ == text_.size(); }
  bool failed() const { return failed_; }

 private:
  bool accept(char c) {
    if (!is_at(c)) return false;
    ++at_;
    return true;
  }

  void require(bool condition) { failed_ = failed_ || !condition; }

  bool is_letter() const {
    return at_ < text_.size() &&
           ((text_[at_] >= 'a' && text_[at_] <= 'z') || (text_[at_] >= 'A' && text_[at_] <= 'Z'));
  }

  bool is_digit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }

  int32_t number(int32_t least, int32_t most) {
    require(is_digit());
    int32_t value = 0;
    while (is_digit() && value <= most) value = value * 10 + (text_[at_++] - '0');
    require(value >= least && value <= most);
    return value;
  }

  std::string_view text_;
  size_t at_ = 0;
  bool failed_ = false;
};

std::optional<TimeZone> TimeZone::parse(std::string_view text) {
  if (text.size() > kLongestTimeZone) return std::nullopt;
  TimeZoneScanner in(text);
  TimeZone zone;
  in.name();
  // POSIX counts offsets west of Greenwich.
  zone.standard_s_ = -in.time_s(kLongestOffsetH);
  if (!in.failed() && !in.is_at_end()) {
    zone.has_summer_ = true;
    in.name();
    zone.summer_s_ = in.is_at(',') ? zone.standard_s_ + kHourS : -in.time_s(kLongestOffsetH);
    zone.begin_ = in.rule();
    zone.end_ = in.rule();
  }
  if (in.failed() || !in.is_at_end()) return std::nullopt;
  return zone;
}

// Week 5 is the last of the month, whether it is the fourth or the fifth.
int64_t TimeZone::local_change_s(const Rule& rule, int32_t year) {
  const int64_t first = days_from_civil({year, rule.month, 1});
  const int32_t wanted = (rule.day + 6) % 7;  // POSIX counts from Sunday
  int32_t day = (wanted - weekday(first) + 7) % 7 + (rule.week - 1) * 7;
  if (day >= days_in_month(year, rule.month)) day -= 7;
  return (first + day) * kDayS + rule.at_s;
}

int32_t TimeZone::offset_s(int64_t unix_s) const {
  if (!has_summer_) return standard_s_;
  const int32_t year = civil_from_days(day_of(unix_s + standard_s_)).year;
  const int64_t begin = local_change_s(begin_, year) - standard_s_;
  const int64_t end = local_change_s(end_, year) - summer_s_;
  // South of the equator summer lies over the turn of the year.
  const bool is_summer = begin < end ? unix_s >= begin && unix_s < end : unix_s >= begin || unix_s < end;
  return is_summer ? summer_s_ : standard_s_;
}

int64_t TimeZone::to_unix(int64_t local_s) const {
  const int64_t early = local_s - std::max(standard_s_, has_summer_ ? summer_s_ : standard_s_);
  const int64_t late = local_s - std::min(standard_s_, has_summer_ ? summer_s_ : standard_s_);
  return early + offset_s(early) == local_s ? early : late;
}

}  // namespace platform
