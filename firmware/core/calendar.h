#pragma once

#include <cstdint>

namespace platform {

constexpr int64_t kDayS = 86'400;

/// A date of the proleptic Gregorian calendar.
struct CivilDate {
  int32_t year = 1970;
  int32_t month = 1;
  int32_t day = 1;
};

/// Days since 1970-01-01.
int64_t days_from_civil(const CivilDate& date);
CivilDate civil_from_days(int64_t days);
int32_t days_in_month(int32_t year, int32_t month);

/// 0 = Monday … 6 = Sunday.
int32_t weekday(int64_t days);

/// The day that a second since 1970 lies in, also before 1970.
constexpr int64_t day_of(int64_t seconds) {
  return (seconds >= 0 ? seconds : seconds - (kDayS - 1)) / kDayS;
}

}  // namespace platform
