#include "gateway_fixture.h"

namespace platform::test {
namespace {

class GatewayTest : public GatewayFixture {};

TEST_F(GatewayTest, Birth_is_pinned) {
  connect(at(12'000));
  EXPECT_EQ(
      statuses().back(),
      R"({"status":"online","firmware":"1.0.0","boot":1,"uptime_s":12,"reason":null,"lease_until":null,)"
      R"("queued":0,"lost":0})");
}

TEST_F(GatewayTest, Boots_are_counted_over_restarts) {
  boot(at(0));
  EXPECT_EQ(gateway->boot(), 2U);
}

TEST_F(GatewayTest, Sample_is_published_and_told_when_acknowledged) {
  connect(at(0));
  ASSERT_TRUE(sample(at(1000)));
  ASSERT_EQ(readings().size(), 1U);
  EXPECT_NE(readings()[0].payload.find(R"("timestamp":"2026-11-20T10:00:01.000Z","seq":1,)"),
            std::string::npos);
  acknowledge_all(at(1001));
  EXPECT_EQ(observer.delivered, (std::vector<std::pair<uint32_t, int64_t>>{{1, at(1000).unix_ms}}));
  EXPECT_EQ(gateway->journal().pending(), 0U);
}

TEST_F(GatewayTest, Samples_taken_offline_are_sent_with_their_own_time) {
  for (uint64_t s = 1; s <= 3; ++s) sample(at(s * 1000));
  EXPECT_TRUE(readings().empty());
  connect(at(60'000));
  ASSERT_EQ(readings().size(), 3U);
  EXPECT_NE(readings()[2].payload.find("10:00:03.000Z"), std::string::npos);
}

TEST_F(GatewayTest, Samples_survive_a_restart) {
  sample(at(1000));
  boot(at(0));
  connect(at(5000));
  ASSERT_EQ(readings().size(), 1U);
  EXPECT_NE(readings()[0].payload.find("10:00:01.000Z"), std::string::npos);
}

TEST_F(GatewayTest, Wall_time_learnt_later_dates_the_records_of_this_boot) {
  sample(without_wall_time(4000));
  connect(at(10'000));
  ASSERT_EQ(readings().size(), 1U);
  EXPECT_NE(readings()[0].payload.find("10:00:04.000Z"), std::string::npos);
}

TEST_F(GatewayTest, Record_of_an_earlier_boot_without_wall_time_says_so) {
  sample(without_wall_time(4000));
  boot(at(0));
  connect(at(10'000));
  EXPECT_NE(readings()[0].payload.find(R"("boot":1,"uptime_s":4,)"), std::string::npos);
}

TEST_F(GatewayTest, Repeated_reading_has_the_same_timestamp) {
  sample(without_wall_time(4000));
  connect(at(10'000));
  gateway->on_closed(at(10'001));
  // The clock was corrected in between; the record's identity must not move.
  const Instant corrected{40'000, at(40'000).unix_ms + 900};
  connect(corrected);
  ASSERT_EQ(readings().size(), 2U);
  EXPECT_EQ(readings()[0].payload, readings()[1].payload);
}

TEST_F(GatewayTest, After_an_hour_offline_minutes_are_summarised) {
  connect(at(0));
  gateway->tick(at(0));
  gateway->on_closed(at(0));
  const uint64_t hour = Gateway::kAggregateAfterMs;
  for (uint64_t ms = 0; ms < hour + 600'000; ms += 60'000) sample(at(ms));
  const uint32_t singles = 60;
  EXPECT_EQ(gateway->journal().pending(), singles + 9);
  for (uint64_t ms = 0; ms < 60'000; ms += 5'000) sample(at(hour + 600'000 + ms));
  EXPECT_EQ(gateway->journal().pending(), singles + 10);
  connect(at(hour + 700'000));
  EXPECT_EQ(gateway->journal().pending(), singles + 11);
}

TEST_F(GatewayTest, Clean_stop_leaves_nothing_to_repeat) {
  connect(at(0));
  for (uint64_t s = 1; s <= 5; ++s) {
    sample(at(s * 1000));
    acknowledge_all(at(s * 1000));
  }
  gateway->stop();
  boot(at(0));
  EXPECT_EQ(gateway->journal().pending(), 0U);
}

TEST_F(GatewayTest, Full_journal_is_told_in_the_birth) {
  for (uint64_t i = 0; i < 200; ++i) sample(at(i));
  EXPECT_GT(gateway->journal().lost(), 0U);
  connect(at(1000));
  EXPECT_NE(statuses().back().find("\"lost\":" + std::to_string(gateway->journal().lost())),
            std::string::npos);
}

}  // namespace
}  // namespace platform::test
