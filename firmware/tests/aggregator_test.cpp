#include "core/aggregator.h"

#include <gtest/gtest.h>

namespace platform {
namespace {

Reading sample(uint32_t uptime_s, int16_t temperature, uint8_t accuracy = 3) {
  Reading reading;
  reading.time = {1'000'000 + uptime_s * 1000LL, uptime_s, 1};
  reading.value = {temperature, 500, static_cast<uint16_t>(temperature + 10), 10'000, accuracy};
  return reading;
}

TEST(Aggregator, Window_ends_with_the_first_sample_after_a_minute) {
  Aggregator aggregator;
  for (uint32_t s = 0; s < 60; s += 5) EXPECT_FALSE(aggregator.add(sample(s, 200)));
  const auto finished = aggregator.add(sample(60, 300));
  ASSERT_TRUE(finished);
  EXPECT_EQ(finished->samples, 12);
  EXPECT_EQ(finished->window_s, 60);
  EXPECT_EQ(finished->time.unix_ms, 1'000'000);
  EXPECT_EQ(finished->value.temperature_tenths, 200);
}

TEST(Aggregator, Minimum_mean_maximum_and_worst_accuracy) {
  Aggregator aggregator;
  aggregator.add(sample(0, -31));
  aggregator.add(sample(10, -30, 1));
  aggregator.add(sample(20, -30));
  const auto finished = aggregator.flush();
  ASSERT_TRUE(finished);
  EXPECT_EQ(finished->value.temperature_tenths, -30);
  EXPECT_EQ(finished->lowest.temperature_tenths, -31);
  EXPECT_EQ(finished->highest.temperature_tenths, -30);
  EXPECT_EQ(finished->value.aqi_accuracy, 1);
}

TEST(Aggregator, Flush_of_nothing_is_nothing) {
  Aggregator aggregator;
  EXPECT_FALSE(aggregator.flush());
  aggregator.add(sample(0, 1));
  EXPECT_TRUE(aggregator.flush());
  EXPECT_FALSE(aggregator.flush());
}

TEST(Aggregator, Largest_values_do_not_overflow) {
  Aggregator aggregator;
  Reading reading = sample(0, 0);
  reading.value = {32'767, 65'535, 65'535, 65'535, 3};
  for (int i = 0; i < 65'535; ++i) ASSERT_FALSE(aggregator.add(reading));
  const auto finished = aggregator.add(reading);
  ASSERT_TRUE(finished);
  EXPECT_EQ(finished->samples, 65'535);
  EXPECT_EQ(finished->value.temperature_tenths, 32'767);
  EXPECT_EQ(finished->value.pressure_tenths, 65'535);
}

}  // namespace
}  // namespace platform
