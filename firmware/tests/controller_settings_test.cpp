#include "controller_fixture.h"

namespace platform::test {
namespace {

class ControllerSettings : public ControllerFixture {
 protected:
  ControllerSettings() {
    boot(at(0));
    connect(at(0));
    link.published.clear();
    board.networks.clear();
  }

  static std::string config(int version, const std::string& members) {
    return R"({"version":)" + std::to_string(version) + R"(,"config":{)" + members + "}}";
  }

  void run(uint64_t from_ms, uint64_t until_ms) {
    for (uint64_t ms = from_ms; ms <= until_ms; ms += 500) controller->tick(at(ms));
  }
};

TEST_F(ControllerSettings, Config_is_answered_with_version_and_what_runs) {
  receive("k1", "CONFIG", config(3, R"("update_interval_s":60,"custom":{"room":"hall"})"), at(100));
  EXPECT_EQ(
      last_told(),
      R"({"status":"online","command_id":"k1","config_version":3,"config":{"update_interval_s":60,"custom":{"room":"hall"}}})");
  boot(at(0));
  connect(at(100));
  EXPECT_TRUE(contains(last_kept(), R"("config_version":3)"));
}

TEST_F(ControllerSettings, State_is_told_again_at_the_update_interval) {
  receive("k1", "CONFIG", config(1, R"("update_interval_s":20)"), at(0));
  link.published.clear();
  run(0, 65'000);
  EXPECT_EQ(statuses(true).size(), 3U);
  EXPECT_EQ(statuses(true)[0].payload,
            R"({"status":"online","state":{"25":"off","26":"off","27":"off","14":"off"}})");
}

TEST_F(ControllerSettings, Without_an_interval_the_state_is_told_when_it_changes) {
  run(0, 100'000);
  EXPECT_TRUE(statuses(true).empty());
}

TEST_F(ControllerSettings, Power_on_off_starts_with_everything_off_and_says_so) {
  receive("k1", "CONFIG", config(1, R"("custom":{"power_on":"off"})"), at(0));
  relay("c1", 27, "on", at(100));
  changes.seen.clear();
  boot(at(0));
  EXPECT_EQ(board.outputs["27"], 0U);
  EXPECT_EQ(changes.seen, std::vector<std::string>{"27=\"off\" power_on"});
}

TEST_F(ControllerSettings, Refused_config_leaves_the_former_one) {
  receive("k1", "CONFIG", config(1, R"("update_interval_s":1)"), at(100));
  EXPECT_EQ(last_told(), R"({"status":"command_rejected","command_id":"k1","reason":"bad_args"})");
  receive("k2", "CONFIG", config(2, R"("update_interval_s":60)"), at(2000));
  controller->on_message(kControl, command("k3", "CONFIG", config(1, ""), at(1000)), at(3000));
  EXPECT_EQ(last_told(), R"({"status":"command_rejected","command_id":"k3","reason":"old_sequence"})");
  EXPECT_EQ(controller->settings().version, 2U);
}

TEST_F(ControllerSettings, Other_broker_is_confirmed_once_it_let_the_device_in) {
  receive("k1", "CONFIG", config(2, R"("broker_address":"other:8883")"), at(1000));
  EXPECT_TRUE(link.published.empty());
  run(1000, 1500);
  EXPECT_TRUE(controller->session().is_connected());
  run(2000, 2500);
  EXPECT_FALSE(controller->session().is_connected());
  EXPECT_EQ(board.networks, std::vector<std::string>{"|other:8883"});
  connect(at(5000));
  EXPECT_TRUE(contains(last_kept(), R"("config_version":2)"));
  EXPECT_EQ(
      last_told(),
      R"({"status":"online","command_id":"k1","config_version":2,"config":{"broker_address":"other:8883"}})");
}

TEST_F(ControllerSettings, Broker_that_does_not_answer_is_given_up_after_five_minutes) {
  receive("k1", "CONFIG", config(2, R"("broker_address":"other:8883")"), at(1000));
  run(1000, 300'000);
  EXPECT_EQ(board.networks, std::vector<std::string>{"|other:8883"});
  run(300'500, 302'000);
  EXPECT_EQ(board.networks, (std::vector<std::string>{"|other:8883", "|"}));
  connect(at(305'000));
  EXPECT_TRUE(contains(last_kept(), R"("config_version":0)"));
  EXPECT_EQ(last_told(), R"({"status":"command_rejected","command_id":"k1","reason":"no_connection"})");
  controller->on_closed(at(306'000));
  link.published.clear();
  connect(at(340'000));
  EXPECT_TRUE(statuses(false).empty());
}

TEST_F(ControllerSettings, Power_cut_during_the_trial_does_not_strand_the_device) {
  receive("k1", "CONFIG", config(2, R"("broker_address":"other:8883")"), at(1000));
  board.networks.clear();
  boot(at(0));
  EXPECT_EQ(board.networks, std::vector<std::string>{"|other:8883"});
  run(0, 301'000);
  EXPECT_EQ(board.networks.back(), "|");
  connect(at(302'000));
  EXPECT_TRUE(contains(last_told(), R"("reason":"no_connection")"));
}

TEST_F(ControllerSettings, Last_connection_to_the_former_broker_proves_nothing) {
  receive("k1", "CONFIG", config(2, R"("broker_address":"other:8883")"), at(1000));
  controller->on_closed(at(1100));
  controller->tick(at(1800));
  controller->on_connected(at(1900));
  EXPECT_TRUE(contains(last_kept(), R"("config_version":0)"));
}

TEST_F(ControllerSettings, Button_works_while_a_network_is_on_trial) {
  receive("k1", "CONFIG", config(2, R"("wifi_ssid":"other")"), at(1000));
  run(1000, 3000);
  tap(4000);
  EXPECT_EQ(board.outputs["25"], 1U);
}

}  // namespace
}  // namespace platform::test
