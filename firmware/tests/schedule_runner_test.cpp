#include "core/schedule_runner.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "core/calendar.h"

namespace platform {
namespace {

constexpr int32_t kHour = 3600;

class RunnerTest : public testing::Test {
 protected:
  // 2026-11-23, a Monday.
  const int64_t monday = days_from_civil({2026, 11, 23}) * kDayS;

  RunnerTest() { set.time_zone.assign("UTC0"); }

  void add(int16_t minutes, uint8_t days = 127, ScheduleStart start = ScheduleStart::midnight) {
    ScheduleItem& item = set.items[set.count++];
    item.is_on = true;
    item.days = days;
    item.minutes = minutes;
    item.start = start;
  }

  // One look; notes what was due as (item, second of the look).
  void look(int64_t now_s) {
    while (const auto due = runner.take(set, now_s, done)) fired.emplace_back(*due, now_s - monday);
  }

  void run(int64_t from_s, int64_t to_s, int64_t step_s = 1) {
    for (int64_t at = from_s; at <= to_s; at += step_s) look(at);
  }

  using Fired = std::vector<std::pair<size_t, int64_t>>;

  ScheduleSet set;
  ScheduleRunner runner;
  ScheduleRunner::DoneMinutes done{};
  Fired fired;
};

TEST_F(RunnerTest, Item_is_due_once_at_its_second) {
  add(7 * 60 + 30);
  run(monday + 7 * kHour, monday + 8 * kHour);
  EXPECT_EQ(fired, (Fired{{0, 7 * kHour + 1800}}));
}

TEST_F(RunnerTest, Items_at_the_same_time_are_all_due_in_their_order) {
  add(60);
  add(60);
  add(61);
  run(monday + kHour - 60, monday + kHour + 120, 7);
  ASSERT_EQ(fired.size(), 3U);
  EXPECT_EQ(fired[0].first, 0U);
  EXPECT_EQ(fired[1].first, 1U);
  EXPECT_EQ(fired[2].first, 2U);
}

TEST_F(RunnerTest, Week_goes_by_with_every_day_in_its_place) {
  add(60, 0b0000101);   // Monday and Wednesday
  add(120, 0b1000000);  // Sunday
  run(monday, monday + 14 * kDayS, 30);
  EXPECT_EQ(fired, (Fired{{0, kHour},
                          {0, 2 * kDayS + kHour},
                          {1, 6 * kDayS + 2 * kHour},
                          {0, 7 * kDayS + kHour},
                          {0, 9 * kDayS + kHour},
                          {1, 13 * kDayS + 2 * kHour}}));
}

TEST_F(RunnerTest, What_was_missed_while_off_is_not_made_up_for) {
  add(60);
  look(monday + kHour + 1);
  EXPECT_TRUE(fired.empty());
  ScheduleRunner after_restart;
  runner = after_restart;
  look(monday + 3 * kHour);
  EXPECT_TRUE(fired.empty());
  run(monday + kDayS, monday + kDayS + 2 * kHour, 60);
  EXPECT_EQ(fired.size(), 1U);
}

TEST_F(RunnerTest, Clock_that_is_put_forward_skips_what_lies_between) {
  add(60);
  look(monday);
  look(monday + 2 * kHour);
  run(monday + 2 * kHour, monday + 5 * kHour, 60);
  EXPECT_TRUE(fired.empty());
}

TEST_F(RunnerTest, Small_correction_forward_loses_nothing) {
  add(60);
  look(monday + kHour - 20);
  look(monday + kHour + 40);
  EXPECT_EQ(fired.size(), 1U);
}

TEST_F(RunnerTest, Clock_that_is_put_back_does_nothing_twice) {
  add(60);
  add(61);
  run(monday + kHour - 60, monday + kHour + 30);
  EXPECT_EQ(fired.size(), 1U);
  run(monday + kHour - 100, monday + kHour + 100);
  EXPECT_EQ(fired, (Fired{{0, kHour}, {1, kHour + 60}}));
}

TEST_F(RunnerTest, Restart_in_the_same_minute_does_nothing_twice) {
  add(60);
  run(monday + kHour - 5, monday + kHour + 5);
  ASSERT_EQ(fired.size(), 1U);
  runner = {};
  // The clock was 20 seconds ahead before; what was done is in the store.
  run(monday + kHour - 15, monday + kHour + 50);
  EXPECT_EQ(fired.size(), 1U);
}

TEST_F(RunnerTest, Clock_that_was_years_ahead_does_not_stop_anything) {
  add(60);
  run(monday + 400 * kDayS, monday + 400 * kDayS + 2 * kHour, 60);
  ASSERT_EQ(fired.size(), 1U);
  run(monday, monday + 2 * kHour, 60);
  EXPECT_EQ(fired.size(), 2U);
}

TEST_F(RunnerTest, Hour_that_comes_twice_in_autumn_is_used_once) {
  set.time_zone.assign("CET-1CEST,M3.5.0,M10.5.0/3");
  add(2 * 60 + 30);
  const int64_t day = days_from_civil({2026, 10, 25}) * kDayS;
  run(day - 3 * kHour, day + 6 * kHour, 30);
  ASSERT_EQ(fired.size(), 1U);
  EXPECT_EQ(fired[0].second + monday, day + 1800);
}

TEST_F(RunnerTest, Hour_that_is_skipped_in_spring_is_made_up_for_by_the_next) {
  set.time_zone.assign("CET-1CEST,M3.5.0,M10.5.0/3");
  add(2 * 60 + 30);
  const int64_t day = days_from_civil({2026, 3, 29}) * kDayS;
  run(day - 3 * kHour, day + 6 * kHour, 30);
  ASSERT_EQ(fired.size(), 1U);
  EXPECT_EQ(fired[0].second + monday, day + kHour + 1800);
}

TEST_F(RunnerTest, Sunset_with_an_offset_into_the_next_day_is_due) {
  set.place = Place{64.1466, -21.9426};
  add(60, 0b0000001, ScheduleStart::sunset);
  const int64_t june_monday = days_from_civil({2026, 6, 22}) * kDayS;
  run(june_monday, june_monday + 2 * kDayS, 30);
  ASSERT_EQ(fired.size(), 1U);
  // Sunset of that date is the one just after its midnight began: 00:04, and an hour.
  EXPECT_NEAR(static_cast<double>(fired[0].second + monday - june_monday), kHour + 240, 180);
}

TEST_F(RunnerTest, Polar_night_ends_and_the_sun_is_back_in_the_schedule) {
  set.place = Place{69.6492, 18.9553};
  add(0, 127, ScheduleStart::sunrise);
  const int64_t december = days_from_civil({2026, 12, 10}) * kDayS;
  run(december, december + 20 * kDayS, 60);
  EXPECT_TRUE(fired.empty());
  run(december + 20 * kDayS, december + 60 * kDayS, 60);
  EXPECT_GT(fired.size(), 20U);
}

TEST_F(RunnerTest, Empty_set_and_switched_off_items_are_never_due) {
  run(monday, monday + kDayS, 60);
  add(60);
  set.items[0].is_on = false;
  runner.restart();
  run(monday, monday + 3 * kDayS, 60);
  EXPECT_TRUE(fired.empty());
}

TEST_F(RunnerTest, New_set_begins_with_the_next_look) {
  add(60);
  run(monday, monday + 1800, 60);
  set.items[0].minutes = 20;  // passed already
  runner.restart();
  run(monday + 1801, monday + 2 * kHour, 60);
  EXPECT_TRUE(fired.empty());
}

}  // namespace
}  // namespace platform
