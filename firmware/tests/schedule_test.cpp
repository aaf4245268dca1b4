#include "core/schedule.h"

#include <gtest/gtest.h>

#include <string>

#include "core/calendar.h"
#include "core/timestamp.h"
#include "fakes.h"

namespace platform {
namespace {

constexpr ControllerState::Pins kPins = {25, 26, 27, 14};

const std::string kItem =
    R"({"id":1,"on":true,"days":127,"at":"07:30","command":"relay","args":{"pin":25,"state":"on"}})";

std::string set_of(const std::string& items, const std::string& more = {}) {
  return R"({"version":4,"tz":"CET-1CEST,M3.5.0,M10.5.0/3",)" + more + R"("items":[)" + items + "]}";
}

std::string item_with(const std::string& name, const std::string& value) {
  const size_t at = kItem.find('"' + name + "\":");
  const size_t begin = at + name.size() + 3;
  const size_t end = kItem[begin] == '{' ? kItem.size() - 1 : kItem.find(',', begin);
  return kItem.substr(0, begin) + value + kItem.substr(end);
}

class ScheduleTest : public testing::Test {
 protected:
  std::optional<ScheduleSet> parse(const std::string& args) { return parse_schedules(args, state); }

  ControllerState state{ControllerType::relays, kPins};
};

TEST_F(ScheduleTest, Set_is_read_with_all_it_says) {
  const std::string night =
      R"({"id":7,"on":false,"days":64,"at":"sunset-10","command":"relay","args":{"pin":14,"state":"toggle"}})";
  const auto set = parse(set_of(kItem + "," + night, R"("lat":18.52,"lon":73,)"));
  ASSERT_TRUE(set);
  EXPECT_EQ(set->version, 4U);
  EXPECT_EQ(set->count, 2);
  EXPECT_DOUBLE_EQ(set->place->latitude, 18.52);
  EXPECT_DOUBLE_EQ(set->place->longitude, 73);
  EXPECT_TRUE(set->items[0].is_on);
  EXPECT_EQ(set->items[0].minutes, 450);
  EXPECT_EQ(set->items[0].action.item, 0);
  EXPECT_EQ(set->items[0].action.value, 1U);
  EXPECT_EQ(set->items[1].id, 7U);
  EXPECT_FALSE(set->items[1].is_on);
  EXPECT_EQ(set->items[1].days, 64);
  EXPECT_EQ(set->items[1].start, ScheduleStart::sunset);
  EXPECT_EQ(set->items[1].minutes, -10);
  EXPECT_TRUE(set->items[1].action.is_toggle);
}

TEST_F(ScheduleTest, Empty_set_is_a_set) {
  ASSERT_TRUE(parse(set_of("")));
  EXPECT_EQ(parse(set_of(""))->count, 0);
}

TEST_F(ScheduleTest, Sixteen_fit_and_seventeen_do_not) {
  std::string items = kItem;
  for (int i = 1; i < 16; ++i) items += "," + kItem;
  EXPECT_EQ(parse(set_of(items))->count, 16);
  EXPECT_FALSE(parse(set_of(items + "," + kItem)));
}

TEST_F(ScheduleTest, What_is_not_valid_is_refused_as_a_whole) {
  ASSERT_TRUE(parse(set_of(item_with("at", R"("23:59")"))));
  for (const std::string at :
       {"24:00", "7:30", "07:60", "0730", "sunrise", "sunrise+1", "noon", "", "-1:30"}) {
    EXPECT_FALSE(parse(set_of(kItem + "," + item_with("at", '"' + at + '"')))) << at;
  }
  const std::string place = R"("lat":1,"lon":1,)";
  ASSERT_TRUE(parse(set_of(item_with("at", R"("sunrise+720")"), place)));
  for (const std::string at :
       {"sunrise+721", "sunrise+", "sunrise15", "sunset--5", "sunset+1.5", "sunsets"}) {
    EXPECT_FALSE(parse(set_of(item_with("at", '"' + at + '"'), place))) << at;
  }
  for (const std::string days : {"0", "128", "-1", "\"mon\"", "null"}) {
    EXPECT_FALSE(parse(set_of(item_with("days", days)))) << days;
  }
  for (const std::string id : {"-1", "4294967296", "\"1\"", "null"}) {
    EXPECT_FALSE(parse(set_of(item_with("id", id)))) << id;
  }
  for (const std::string command : {"\"led\"", "\"identify\"", "\"DISABLE\"", "\"sing\"", "7"}) {
    EXPECT_FALSE(parse(set_of(item_with("command", command)))) << command;
  }
  EXPECT_FALSE(parse(set_of(item_with("args", R"({"pin":4,"state":"on"})"))));
  for (const std::string& items : {std::string("7"), std::string("[]"), std::string("null"), kItem + ",7"}) {
    EXPECT_FALSE(parse(set_of(items))) << items;
  }
}

TEST_F(ScheduleTest, Place_and_zone_must_be_possible) {
  const std::string sun = item_with("at", R"("sunrise")");
  EXPECT_FALSE(parse(set_of(sun)));
  EXPECT_FALSE(parse(set_of(sun, R"("lat":91,"lon":0,)")));
  EXPECT_FALSE(parse(set_of(sun, R"("lat":0,"lon":-180.5,)")));
  EXPECT_FALSE(parse(set_of(sun, R"("lat":0,)")));
  EXPECT_FALSE(parse(R"({"version":1,"tz":"Europe/Berlin","items":[]})"));
  EXPECT_FALSE(parse(R"({"version":1,"items":[]})"));
  EXPECT_FALSE(parse(R"({"tz":"UTC0","items":[]})"));
  EXPECT_FALSE(parse(R"({"version":-1,"tz":"UTC0","items":[]})"));
  EXPECT_FALSE(parse(R"({"version":1,"tz":"UTC0"})"));
  EXPECT_FALSE(parse(""));
}

TEST_F(ScheduleTest, Set_survives_a_restart) {
  test::FakeStore store;
  auto set =
      parse(set_of(kItem + "," + item_with("at", R"("sunset-10")"), R"("lat":-33.8688,"lon":151.2093,)"));
  set->issued_at_ms = 99;
  ASSERT_TRUE(set->save(store));
  ScheduleSet back;
  ASSERT_TRUE(back.load(store, state));
  EXPECT_EQ(back.version, 4U);
  EXPECT_EQ(back.issued_at_ms, 99);
  EXPECT_EQ(back.time_zone.view(), set->time_zone.view());
  EXPECT_NEAR(back.place->latitude, -33.8688, 1e-6);
  EXPECT_NEAR(back.place->longitude, 151.2093, 1e-6);
  EXPECT_EQ(back.count, 2);
  EXPECT_EQ(back.items[1].minutes, -10);
  EXPECT_EQ(back.items[1].action.value, 1U);
}

TEST_F(ScheduleTest, Broken_record_leaves_the_set_empty) {
  test::FakeStore store;
  ASSERT_TRUE(parse(set_of(kItem))->save(store));
  for (uint8_t& byte : store.values["schedules"]) {
    byte ^= 1;
    ScheduleSet back;
    EXPECT_FALSE(back.load(store, state));
    EXPECT_EQ(back.count, 0);
    byte ^= 1;
  }
}

TEST_F(ScheduleTest, Due_follows_the_local_clock_over_its_changes) {
  const auto zone = TimeZone::parse("CET-1CEST,M3.5.0,M10.5.0/3");
  const ScheduleItem item = parse(set_of(kItem))->items[0];
  const int64_t winter = days_from_civil({2026, 3, 28});
  EXPECT_EQ(due_on(item, winter, *zone, {}), winter * kDayS + 6 * 3600 + 1800);
  EXPECT_EQ(due_on(item, winter + 1, *zone, {}), (winter + 1) * kDayS + 5 * 3600 + 1800);
}

TEST_F(ScheduleTest, Due_on_its_days_only) {
  ScheduleItem item = parse(set_of(item_with("days", "1")))->items[0];
  const int64_t monday = days_from_civil({2026, 11, 23});
  EXPECT_TRUE(due_on(item, monday, TimeZone(), {}));
  EXPECT_FALSE(due_on(item, monday + 1, TimeZone(), {}));
  EXPECT_FALSE(due_on(item, monday - 1, TimeZone(), {}));
  item.is_on = false;
  EXPECT_FALSE(due_on(item, monday, TimeZone(), {}));
}

TEST_F(ScheduleTest, Sun_is_that_of_the_local_date_where_clocks_are_far_from_it) {
  // Kiritimati is west of the date line and keeps the date of the east: UTC+14 at 157 degrees west.
  const auto zone = TimeZone::parse("<+14>-14");
  const Place place{1.87, -157.4};
  ScheduleItem item = parse(set_of(item_with("at", R"("sunrise")"), R"("lat":1,"lon":1,)"))->items[0];
  for (int64_t day = days_from_civil({2026, 1, 1}); day < days_from_civil({2026, 2, 1}); ++day) {
    const auto at = due_on(item, day, *zone, place);
    ASSERT_TRUE(at);
    const int64_t local = *at + zone->offset_s(*at);
    EXPECT_EQ(day_of(local), day);
    EXPECT_NEAR(static_cast<double>(local - day * kDayS), 6.5 * 3600, 1800);
  }
}

}  // namespace
}  // namespace platform
