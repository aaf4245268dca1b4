#include "controller_fixture.h"

namespace platform::test {
namespace {

class ControllerLicense : public ControllerFixture {
 protected:
  ControllerLicense() {
    boot(at(0));
    connect(at(0));
    relay("c1", 25, "on", at(10));
    relay("c2", 27, "on", at(20));
    acknowledge_all(at(30));
    link.published.clear();
    changes.seen.clear();
  }

  bool all_off() const {
    return std::all_of(board.outputs.begin(), board.outputs.end(),
                       [](const auto& output) { return output.second == 0; });
  }
};

TEST_F(ControllerLicense, Disable_switches_everything_off_before_it_is_answered) {
  receive("d1", "DISABLE", "{}", at(100));
  EXPECT_TRUE(all_off());
  EXPECT_EQ(
      last_kept(),
      R"({"status":"disabled","reason":"r","command_id":"d1","state":{"25":"off","26":"off","27":"off","14":"off"}})");
  EXPECT_EQ(changes.seen, (std::vector<std::string>{"25=\"off\" command", "27=\"off\" command"}));
  EXPECT_EQ(sent_changes().size(), 2U);
}

TEST_F(ControllerLicense, Disabled_device_refuses_button_and_commands) {
  receive("d1", "DISABLE", "{}", at(100));
  link.published.clear();
  tap(1000);
  button(true, 2000, 6000);
  EXPECT_TRUE(link.published.empty());
  for (const std::string name : {"relay", "identify", "CONFIG", "SCHEDULES"}) {
    receive("x-" + name, name, "{}", at(7000));
    EXPECT_EQ(last_told(),
              R"({"status":"command_rejected","command_id":"x-)" + name + R"(","reason":"disabled"})");
  }
  EXPECT_TRUE(all_off());
}

TEST_F(ControllerLicense, Disable_that_cannot_be_stored_changes_nothing) {
  store.broken = true;
  receive("d1", "DISABLE", "{}", at(100));
  EXPECT_EQ(board.outputs["25"], 1U);
  EXPECT_TRUE(link.published.empty());
}

TEST_F(ControllerLicense, Enable_gives_back_control_and_switches_nothing_on) {
  receive("d1", "DISABLE", "{}", at(100));
  receive("e1", "ENABLE", "{}", at(200));
  EXPECT_TRUE(all_off());
  EXPECT_TRUE(contains(last_kept(), R"({"status":"online","reason":"r","command_id":"e1","state":{)"));
  relay("c3", 25, "on", at(300));
  EXPECT_EQ(board.outputs["25"], 1U);
}

TEST_F(ControllerLicense, Disabled_device_stays_off_over_a_power_cut) {
  receive("d1", "DISABLE", "{}", at(100));
  boot(at(0));
  EXPECT_TRUE(all_off());
  connect(at(100));
  EXPECT_TRUE(contains(last_kept(), R"({"status":"disabled","firmware")"));
  tap(1000);
  EXPECT_TRUE(all_off());
}

// The power fails between the two writes: the license is stored, the outputs' record is still the old one.
TEST_F(ControllerLicense, Power_cut_in_the_middle_of_a_disable_leaves_everything_off) {
  const std::vector<uint8_t> before = store.values["outputs"];
  receive("d1", "DISABLE", "{}", at(100));
  store.values["outputs"] = before;
  boot(at(0));
  EXPECT_TRUE(all_off());
  EXPECT_EQ(changes.seen.back(), "27=\"off\" power_on");
}

TEST_F(ControllerLicense, Lease_that_runs_out_makes_the_device_safe_and_a_new_one_gives_back_control) {
  const auto until = [](uint64_t ms) { return at(ms).unix_ms / 1000; };
  const auto renew = [&](const std::string& id, uint64_t now, int64_t valid_until, int64_t sequence) {
    controller->on_message(
        kControl,
        command(id, "LEASE", "{}", at(now), R"(,"lease":")" + fake_lease("S1", valid_until, sequence) + '"'),
        at(now));
  };
  renew("l1", 100, until(10'000), 1);
  EXPECT_TRUE(contains(last_told(), R"({"status":"lease_renewed","command_id":"l1")"));
  controller->tick(at(111'000));
  EXPECT_TRUE(all_off());
  EXPECT_TRUE(contains(last_kept(), R"({"status":"lease_expired","reason":"lease_expired","lease_until":)"));
  EXPECT_TRUE(contains(last_kept(), R"("state":{"25":"off")"));
  relay("c3", 25, "on", at(112'000));
  EXPECT_TRUE(contains(last_told(), R"("reason":"disabled")"));
  renew("l2", 113'000, until(900'000), 2);
  relay("c4", 25, "on", at(114'000));
  EXPECT_EQ(board.outputs["25"], 1U);
}

TEST_F(ControllerLicense, Changes_made_before_the_switch_are_told_while_disabled) {
  controller->on_closed(at(100));
  tap(1000);
  EXPECT_EQ(board.outputs["25"], 0U);
  connect(at(5000));
  receive("d1", "DISABLE", "{}", at(5100));
  EXPECT_EQ(sent_changes().size(), 2U);
}

TEST_F(ControllerLicense, Disabled_device_asks_the_platform) {
  receive("d1", "DISABLE", "{}", at(100));
  acknowledge_all(at(150));
  controller->tick(at(3'600'200));
  EXPECT_EQ(query.asked, 1);
  controller->on_license_answer(true, at(3'600'300));
  EXPECT_TRUE(contains(last_kept(), R"({"status":"online","reason":null,"lease_until":null,"state":{)"));
}

TEST_F(ControllerLicense, Sensor_does_not_report_while_disabled_and_tells_what_is_true_afterwards) {
  type = ControllerType::sensor;
  store.values.clear();
  boot(at(0));
  connect(at(100));
  input(0, false, 200);
  receive("d9", "DISABLE", "{}", at(300));
  link.published.clear();
  changes.seen.clear();
  input(0, true, 400);
  EXPECT_TRUE(link.published.empty());
  receive("e9", "ENABLE", "{}", at(500));
  input(0, true, 600);
  EXPECT_EQ(changes.seen, std::vector<std::string>{"in1=\"closed\" input"});
}

}  // namespace
}  // namespace platform::test
