#include "core/calendar.h"

#include <gtest/gtest.h>

#include <ctime>

namespace platform {
namespace {

TEST(Calendar, Dates_are_those_of_the_c_library_over_four_centuries) {
  for (int64_t days = -150'000; days <= 150'000; days += 37) {
    const std::time_t seconds = days * kDayS;
    std::tm expected{};
    gmtime_r(&seconds, &expected);
    const CivilDate date = civil_from_days(days);
    ASSERT_EQ(date.year, expected.tm_year + 1900) << days;
    ASSERT_EQ(date.month, expected.tm_mon + 1) << days;
    ASSERT_EQ(date.day, expected.tm_mday) << days;
    ASSERT_EQ(weekday(days), (expected.tm_wday + 6) % 7) << days;
    ASSERT_EQ(days_from_civil(date), days);
  }
}

TEST(Calendar, Seconds_before_1970_belong_to_the_day_before) {
  EXPECT_EQ(day_of(0), 0);
  EXPECT_EQ(day_of(-1), -1);
  EXPECT_EQ(day_of(-kDayS), -1);
  EXPECT_EQ(day_of(kDayS), 1);
}

TEST(Calendar, February_has_29_days_in_leap_years) {
  EXPECT_EQ(days_in_month(2024, 2), 29);
  EXPECT_EQ(days_in_month(2100, 2), 28);
  EXPECT_EQ(days_in_month(2000, 2), 29);
}

}  // namespace
}  // namespace platform
