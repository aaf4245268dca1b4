#include "core/timestamp.h"

#include "core/calendar.h"

namespace platform {
namespace {

constexpr int64_t kDayMs = 86'400'000;

char* put_digits(char* out, int64_t value, int width) {
  for (int i = width - 1; i >= 0; --i, value /= 10) out[i] = static_cast<char>('0' + value % 10);
  return out + width;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  int32_t number(size_t digits) {
    int32_t value = 0;
    for (size_t i = 0; i < digits; ++i) {
      if (!is_digit()) {
        failed_ = true;
        return 0;
      }
      value = value * 10 + (text_[position_++] - '0');
    }
    return value;
  }

  void expect(char lower, char upper) {
    if (position_ < text_.size() && (text_[position_] == lower || text_[position_] == upper)) {
      ++position_;
    } else {
      failed_ = true;
    }
  }

  bool accept(char c) {
    if (position_ >= text_.size() || text_[position_] != c) return false;
    ++position_;
    return true;
  }

  bool is_digit() const {
    return position_ < text_.size() && text_[position_] >= '0' && text_[position_] <= '9';
  }

  int32_t milliseconds() {
    int32_t value = 0;
    int32_t scale = 100;
    if (!is_digit()) failed_ = true;
    while (is_digit()) {
      value += (text_[position_++] - '0') * scale;
      scale /= 10;
    }
    return value;
  }

  bool finished() const { return !failed_ && position_ == text_.size(); }

 private:
  std::string_view text_;
  size_t position_ = 0;
  bool failed_ = false;
};

}  // namespace

std::string_view format_timestamp(int64_t unix_ms, TimestampText& out) {
  const int64_t days = unix_ms / kDayMs;
  const int64_t in_day = unix_ms % kDayMs;
  const CivilDate date = civil_from_days(days);
  char* p = put_digits(out.data(), date.year, 4);
  *p++ = '-';
  p = put_digits(p, date.month, 2);
  *p++ = '-';
  p = put_digits(p, date.day, 2);
  *p++ = 'T';
  p = put_digits(p, in_day / 3'600'000, 2);
  *p++ = ':';
  p = put_digits(p, in_day / 60'000 % 60, 2);
  *p++ = ':';
  p = put_digits(p, in_day / 1000 % 60, 2);
  *p++ = '.';
  p = put_digits(p, in_day % 1000, 3);
  *p = 'Z';
  return {out.data(), out.size()};
}

std::optional<int64_t> parse_timestamp(std::string_view text) {
  Scanner in(text);
  const int32_t year = in.number(4);
  in.expect('-', '-');
  const int32_t month = in.number(2);
  in.expect('-', '-');
  const int32_t day = in.number(2);
  in.expect('t', 'T');
  const int32_t hour = in.number(2);
  in.expect(':', ':');
  const int32_t minute = in.number(2);
  in.expect(':', ':');
  const int32_t second = in.number(2);
  const int32_t millisecond = in.accept('.') ? in.milliseconds() : 0;
  int32_t offset_minutes = 0;
  if (const bool behind = in.accept('-'); behind || in.accept('+')) {
    offset_minutes = in.number(2) * 60;
    in.expect(':', ':');
    offset_minutes += in.number(2);
    if (behind) offset_minutes = -offset_minutes;
  } else {
    in.expect('z', 'Z');
  }
  if (!in.finished() || year < 1970 || month < 1 || month > 12 || day < 1) return std::nullopt;
  // Second 60 is a leap second: it is read as the first of the next minute.
  if (day > days_in_month(year, month) || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  const int64_t seconds = (hour * 60 + minute - offset_minutes) * 60LL + second;
  return days_from_civil({year, month, day}) * kDayMs + seconds * 1000 + millisecond;
}

}  // namespace platform
