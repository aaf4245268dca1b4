#include "gateway_fixture.h"

namespace platform::test {
namespace {

class GatewayCommands : public GatewayFixture {
 protected:
  GatewayCommands() {
    connect(at(0));
    link.published.clear();
  }

  int64_t until(uint64_t ms) const { return at(ms).unix_ms / 1000; }

  std::string lease_command(const std::string& id, uint64_t issued, const std::string& jws) {
    return command(id, "LEASE", at(issued), R"(,"lease":")" + jws + '"');
  }
};

TEST_F(GatewayCommands, Disable_stops_sampling_and_sending_and_is_answered) {
  receive(command("c1", "DISABLE", at(0)), at(10));
  EXPECT_EQ(statuses().back(), R"({"status":"disabled","reason":"payment_overdue","command_id":"c1"})");
  EXPECT_FALSE(sample(at(20)));
  EXPECT_TRUE(readings().empty());
  EXPECT_EQ(observer.outcomes, std::vector<CommandOutcome>{CommandOutcome::done});
}

TEST_F(GatewayCommands, Queued_readings_wait_while_disabled) {
  link.can_publish = false;
  sample(at(1));
  receive(command("c1", "DISABLE", at(0)), at(10));
  link.can_publish = true;
  gateway->tick(at(20));
  EXPECT_TRUE(readings().empty());
  receive(command("c2", "ENABLE", at(5)), at(30));
  EXPECT_EQ(readings().size(), 1U);
}

TEST_F(GatewayCommands, Disable_is_in_the_store_before_it_is_answered) {
  store.broken = true;
  receive(command("c1", "DISABLE", at(0)), at(10));
  EXPECT_TRUE(statuses().empty());
  EXPECT_TRUE(sample(at(20)));
  EXPECT_EQ(observer.outcomes, std::vector<CommandOutcome>{CommandOutcome::not_persisted});
  store.broken = false;
  receive(command("c1", "DISABLE", at(0)), at(30));
  EXPECT_FALSE(sample(at(40)));
}

TEST_F(GatewayCommands, Disabled_device_stays_so_over_a_restart_and_says_it) {
  receive(command("c1", "DISABLE", at(0)), at(10));
  boot(at(0));
  connect(at(0));
  EXPECT_NE(statuses().back().find(R"({"status":"disabled","firmware":"1.0.0","boot":2)"), std::string::npos);
  EXPECT_NE(statuses().back().find(R"("reason":"payment_overdue")"), std::string::npos);
  EXPECT_FALSE(sample(at(10)));
}

TEST_F(GatewayCommands, Repeated_command_is_answered_again_and_not_done_again) {
  receive(command("c1", "DISABLE", at(0)), at(10));
  receive(command("c2", "ENABLE", at(5)), at(20));
  receive(command("c1", "DISABLE", at(0)), at(30));
  EXPECT_EQ(statuses().back(), R"({"status":"disabled","reason":"payment_overdue","command_id":"c1"})");
  EXPECT_TRUE(gateway->may_work(at(40)));
  receive(command("c2", "ENABLE", at(5)), at(50));
  EXPECT_EQ(statuses().back(), R"({"status":"online","reason":"payment_overdue","command_id":"c2"})");
}

TEST_F(GatewayCommands, Stale_and_overtaken_commands_are_rejected) {
  receive(command("c1", "DISABLE", at(0)), at(3'600'000));
  EXPECT_EQ(statuses().back(), R"({"status":"command_rejected","command_id":"c1","reason":"expired"})");
  receive(command("c2", "ENABLE", at(1000)), at(1000));
  receive(command("c3", "DISABLE", at(999)), at(1001));
  EXPECT_EQ(statuses().back(), R"({"status":"command_rejected","command_id":"c3","reason":"old_sequence"})");
  EXPECT_TRUE(gateway->may_work(at(1002)));
}

TEST_F(GatewayCommands, Malformed_ones_are_rejected_with_the_id_when_there_is_one) {
  receive("{", at(1));
  EXPECT_EQ(statuses().back(), R"({"status":"command_rejected","command_id":null,"reason":"malformed"})");
  receive(std::string(70'000, 'x'), at(1));
  EXPECT_EQ(statuses().back(), R"({"status":"command_rejected","command_id":null,"reason":"malformed"})");
  receive(command("c9", "SING", at(0)), at(1));
  EXPECT_EQ(statuses().back(),
            R"({"status":"command_rejected","command_id":"c9","reason":"unknown_command"})");
}

TEST_F(GatewayCommands, Foreign_topic_is_ignored) {
  gateway->on_message("workshop/w1/device/D2/command", command("c1", "DISABLE", at(0)), at(1));
  EXPECT_TRUE(gateway->may_work(at(2)));
  EXPECT_TRUE(statuses().empty());
}

TEST_F(GatewayCommands, Lease_is_renewed_and_old_ones_refused) {
  receive(lease_command("l1", 0, fake_lease("D1", until(60'000), 2)), at(1));
  EXPECT_EQ(statuses().back(), R"({"status":"lease_renewed","command_id":"l1","lease_until":)" +
                                   std::to_string(until(60'000)) + "}");
  receive(lease_command("l2", 0, fake_lease("D1", until(90'000), 1)), at(2));
  EXPECT_EQ(statuses().back(), R"({"status":"command_rejected","command_id":"l2","reason":"old_sequence"})");
  receive(lease_command("l3", 0, fake_lease("D2", until(90'000), 3)), at(2));
  EXPECT_EQ(statuses().back(), R"({"status":"command_rejected","command_id":"l3","reason":"wrong_device"})");
  crypto.accept = false;
  receive(lease_command("l4", 0, fake_lease("D1", until(90'000), 3)), at(2));
  EXPECT_EQ(statuses().back(), R"({"status":"command_rejected","command_id":"l4","reason":"bad_signature"})");
}

TEST_F(GatewayCommands, Lease_that_runs_out_stops_the_device_and_a_new_one_starts_it) {
  receive(lease_command("l1", 0, fake_lease("D1", until(10'000), 1)), at(1));
  gateway->tick(at(111'000));
  EXPECT_FALSE(sample(at(111'000)));
  EXPECT_NE(statuses().back().find(R"({"status":"lease_expired","reason":"lease_expired","lease_until":)"),
            std::string::npos);
  receive(lease_command("l2", 111'000, fake_lease("D1", until(200'000), 2)), at(112'000));
  EXPECT_NE(statuses().back().find(R"({"status":"online")"), std::string::npos);
  EXPECT_TRUE(sample(at(113'000)));
  EXPECT_EQ(observer.states, (std::vector<LicenseState>{LicenseState::lease_expired, LicenseState::active}));
}

TEST_F(GatewayCommands, Disabled_device_asks_every_hour_and_works_again_when_told) {
  receive(command("c1", "DISABLE", at(0)), at(0));
  gateway->tick(at(3'599'999));
  EXPECT_EQ(query.asked, 0);
  gateway->tick(at(3'600'000));
  gateway->tick(at(3'600'100));
  EXPECT_EQ(query.asked, 1);
  gateway->on_license_answer(false, at(3'601'000));
  EXPECT_FALSE(gateway->may_work(at(3'601'000)));
  gateway->tick(at(7'200'000));
  EXPECT_EQ(query.asked, 2);
  gateway->on_license_answer(true, at(7'201'000));
  EXPECT_TRUE(gateway->may_work(at(7'201'000)));
  EXPECT_EQ(statuses().back(), R"({"status":"online","reason":null,"lease_until":null})");
}

TEST_F(GatewayCommands, Working_device_does_not_ask) {
  gateway->tick(at(10'000'000));
  EXPECT_EQ(query.asked, 0);
}

TEST_F(GatewayCommands, Platforms_yes_does_not_replace_a_lease) {
  receive(lease_command("l1", 0, fake_lease("D1", until(10'000), 1)), at(1));
  gateway->tick(at(111'000));
  gateway->on_license_answer(true, at(112'000));
  EXPECT_FALSE(gateway->may_work(at(112'000)));
}

}  // namespace
}  // namespace platform::test
