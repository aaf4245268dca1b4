#include "core/time_zone.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <string>

#include "core/calendar.h"

namespace platform {
namespace {

constexpr int64_t k2024 = 1'704'067'200;
constexpr int64_t k2032 = 1'956'528'000;

class Zones : public testing::TestWithParam<const char*> {
 protected:
  // The C library reads the same text; it is put back for the tests that follow.
  Zones() { use(GetParam()); }
  ~Zones() override { use("UTC0"); }

  static void use(const char* zone) {
    setenv("TZ", zone, 1);
    tzset();
  }
};

TEST_P(Zones, Offset_is_that_of_the_c_library_at_every_half_hour_of_eight_years) {
  const auto zone = TimeZone::parse(GetParam());
  ASSERT_TRUE(zone);
  for (int64_t at = k2024; at < k2032; at += 1800) {
    const std::time_t seconds = at;
    std::tm local{};
    localtime_r(&seconds, &local);
    ASSERT_EQ(zone->offset_s(at), local.tm_gmtoff) << at;
  }
}

TEST_P(Zones, Local_time_leads_back_to_a_time_that_shows_it_the_first_time) {
  const auto zone = TimeZone::parse(GetParam());
  ASSERT_TRUE(zone);
  for (int64_t at = k2024; at < k2032; at += 1800) {
    const int64_t local = at + zone->offset_s(at);
    const int64_t back = zone->to_unix(local);
    ASSERT_EQ(back + zone->offset_s(back), local) << at;
    ASSERT_LE(back, at);
  }
}

INSTANTIATE_TEST_SUITE_P(World, Zones,
                         testing::Values("UTC0", "CET-1CEST,M3.5.0,M10.5.0/3",    // Berlin
                                         "EST5EDT,M3.2.0,M11.1.0",                // New York
                                         "IST-5:30", "<+0545>-5:45",              // Kolkata, Kathmandu
                                         "AEST-10AEDT,M10.1.0,M4.1.0/3",          // Sydney
                                         "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",  // Lord Howe: half an hour
                                         "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45",  // Chatham
                                         "IST-1GMT0,M10.5.0,M3.5.0/1",       // Dublin: winter is put back
                                         "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",  // Nuuk: before midnight
                                         "EET-2EEST,M3.4.4/50,M10.4.4/50",   // Gaza: days later
                                         "<-03>3", "<+14>-14"));

TEST(TimeZone, Hour_that_is_skipped_is_taken_as_if_the_clock_had_not_been_put_forward) {
  const auto berlin = TimeZone::parse("CET-1CEST,M3.5.0,M10.5.0/3");
  // 2026-03-29: 02:00 becomes 03:00, which is 01:00 UTC.
  const int64_t day = days_from_civil({2026, 3, 29}) * kDayS;
  EXPECT_EQ(berlin->to_unix(day + 2 * 3600 + 1800), day + 3600 + 1800);
  EXPECT_EQ(berlin->to_unix(day + 3 * 3600), day + 3600);
}

TEST(TimeZone, Hour_that_comes_twice_is_taken_the_first_time) {
  const auto berlin = TimeZone::parse("CET-1CEST,M3.5.0,M10.5.0/3");
  // 2026-10-25: 03:00 becomes 02:00.
  const int64_t day = days_from_civil({2026, 10, 25}) * kDayS;
  EXPECT_EQ(berlin->to_unix(day + 2 * 3600 + 1800), day + 1800);
}

class BadZone : public testing::TestWithParam<std::string> {};

TEST_P(BadZone, Is_refused) {
  EXPECT_FALSE(TimeZone::parse(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Table, BadZone,
                         testing::Values("", "CET", "-1", "CE-1", "CET-25", "CET-1:60", "CET-1CEST",
                                         "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,", "CET-1CEST,M0.5.0,M10.5.0",
                                         "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
                                         "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/168",
                                         "CET-1CEST,J60,J300", "CET-1CEST,M3.5.0,M10.5.0x", "<+01-1",
                                         "<+1>-1", "Europe/Berlin", "<" + std::string(80, 'a') + ">0"));

}  // namespace
}  // namespace platform
