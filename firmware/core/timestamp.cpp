#include "core/timestamp.h"

namespace platform {
namespace {

constexpr int64_t kDayMs = 86'400'000;

// Days since 1970-01-01 in the proleptic Gregorian calendar; years count from March so that the leap
// day is the last of its year.
int64_t days_from_civil(int32_t year, int32_t month, int32_t day) {
  const int64_t y = month <= 2 ? year - 1 : year;
  const int64_t era = y / 400;
  const int64_t year_of_era = y - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

int32_t days_in_month(int32_t year, int32_t month) {
  constexpr int32_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

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
  const int64_t z = days + 719'468;
  const int64_t era = z / 146'097;
  const int64_t day_of_era = z - era * 146'097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  char* p = put_digits(out.data(), year_of_era + era * 400 + (month <= 2 ? 1 : 0), 4);
  *p++ = '-';
  p = put_digits(p, month, 2);
  *p++ = '-';
  p = put_digits(p, day_of_year - (153 * shifted_month + 2) / 5 + 1, 2);
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
  return days_from_civil(year, month, day) * kDayMs + seconds * 1000 + millisecond;
}

}  // namespace platform
