#include "core/calendar.h"

namespace platform {
namespace {

constexpr int64_t kDaysOfEra = 146'097;   // 400 years
constexpr int64_t kDaysTo1970 = 719'468;  // from 0000-03-01

constexpr int64_t floor_divide(int64_t value, int64_t by) {
  return (value >= 0 ? value : value - (by - 1)) / by;
}

}  // namespace

// Years count from March, so that the leap day is the last of its year.
int64_t days_from_civil(const CivilDate& date) {
  const int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const int64_t era = floor_divide(year, 400);
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * kDaysOfEra + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         kDaysTo1970;
}

CivilDate civil_from_days(int64_t days) {
  const int64_t shifted = days + kDaysTo1970;
  const int64_t era = floor_divide(shifted, kDaysOfEra);
  const int64_t day_of_era = shifted - era * kDaysOfEra;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted_month = (5 * day_of_year + 2) / 153;
  CivilDate date;
  date.month = static_cast<int32_t>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  date.year = static_cast<int32_t>(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
  date.day = static_cast<int32_t>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  return date;
}

int32_t days_in_month(int32_t year, int32_t month) {
  constexpr int32_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

// 1970-01-01 was a Thursday.
int32_t weekday(int64_t days) {
  const int64_t since_monday = days + 3;
  return static_cast<int32_t>(since_monday - floor_divide(since_monday, 7) * 7);
}

}  // namespace platform
