#include "controller_fixture.h"

namespace platform::test {
namespace {

class ControllerTest : public ControllerFixture {
 protected:
  ControllerTest() { boot(at(0)); }
};

class LedTest : public ControllerFixture {
 protected:
  LedTest() {
    type = ControllerType::led;
    boot(at(0));
  }
};

class SensorTest : public ControllerFixture {
 protected:
  SensorTest() {
    type = ControllerType::sensor;
    boot(at(0));
  }
};

TEST_F(ControllerTest, Birth_is_kept_and_says_what_the_device_is) {
  connect(at(1000));
  EXPECT_EQ(
      last_kept(),
      R"({"status":"online","firmware":"1.0.0","boot":1,"uptime_s":1,"reason":null,"lease_until":null,"queued":0,"lost":0,"type":"4Relay","state":{"25":"off","26":"off","27":"off","14":"off"},"config_version":0,"schedules_version":0})");
  EXPECT_EQ(link.last_will.payload, R"({"status":"offline","reason":"connection_lost"})");
  EXPECT_EQ(link.last_will.topic, kStatus);
  EXPECT_EQ(link.subscribed, std::vector<std::string>{std::string(kControl)});
}

TEST_F(ControllerTest, All_outputs_have_their_value_from_the_start) {
  EXPECT_EQ(board.outputs, (std::map<std::string, uint32_t>{{"25", 0}, {"26", 0}, {"27", 0}, {"14", 0}}));
}

TEST_F(ControllerTest, State_is_restored_after_a_power_cut_before_any_connection) {
  connect(at(0));
  relay("c1", 26, "on", at(10));
  acknowledge_all(at(20));
  boot(at(0));
  EXPECT_EQ(board.outputs["26"], 1U);
  EXPECT_EQ(board.outputs["25"], 0U);
  connect(at(100));
  EXPECT_TRUE(contains(last_kept(), R"("26":"on")"));
  EXPECT_TRUE(contains(last_kept(), R"("boot":2)"));
}

TEST_F(ControllerTest, Record_that_cannot_be_read_starts_with_everything_off) {
  connect(at(0));
  relay("c1", 26, "on", at(10));
  store.values["outputs"][3] ^= 1;
  boot(at(0));
  EXPECT_EQ(board.outputs["26"], 0U);
}

TEST_F(ControllerTest, Tap_toggles_the_first_output_and_tells_it) {
  connect(at(0));
  tap(1000);
  EXPECT_EQ(board.outputs["25"], 1U);
  EXPECT_EQ(last_kept(), R"({"status":"online","state":{"25":"on","26":"off","27":"off","14":"off"}})");
  ASSERT_EQ(sent_changes().size(), 1U);
  EXPECT_TRUE(contains(sent_changes()[0],
                       R"("key":"25","value":"on","cause":"button","seq":1,"boot":1,"at":"2026-)"));
  tap(2000);
  EXPECT_EQ(board.outputs["25"], 0U);
}

TEST_F(ControllerTest, Button_works_offline_and_is_told_oldest_first_later) {
  tap(1000);
  tap(2000);
  tap(3000);
  EXPECT_EQ(board.outputs["25"], 1U);
  EXPECT_TRUE(link.published.empty());
  connect(at(10'000));
  EXPECT_TRUE(contains(last_kept(), R"("25":"on")"));
  ASSERT_EQ(sent_changes().size(), 3U);
  EXPECT_TRUE(contains(sent_changes()[0], R"("value":"on","cause":"button","seq":1)"));
  EXPECT_TRUE(contains(sent_changes()[1], R"("value":"off","cause":"button","seq":2)"));
  EXPECT_TRUE(contains(sent_changes()[2], R"("value":"on","cause":"button","seq":3)"));
}

TEST_F(ControllerTest, Change_leaves_the_journal_on_its_acknowledgement_only) {
  tap(1000);
  connect(at(2000));
  controller->on_closed(at(3000));
  link.published.clear();
  connect(at(10'000));
  ASSERT_EQ(sent_changes().size(), 1U);
  EXPECT_TRUE(contains(sent_changes()[0], R"("seq":1)"));
  acknowledge_all(at(10'010));
  EXPECT_EQ(controller->journal().pending(), 0U);
  controller->on_closed(at(11'000));
  link.published.clear();
  connect(at(50'000));
  EXPECT_TRUE(sent_changes().empty());
}

TEST_F(ControllerTest, Sequence_goes_on_after_a_restart) {
  tap(1000);
  boot(at(0));
  tap(1000);
  connect(at(2000));
  ASSERT_EQ(sent_changes().size(), 2U);
  EXPECT_TRUE(contains(sent_changes()[0], R"("seq":1,"boot":1)"));
  EXPECT_TRUE(contains(sent_changes()[1], R"("seq":2,"boot":2)"));
}

TEST_F(ControllerTest, Change_without_a_clock_is_dated_once_there_is_one) {
  for (uint64_t ms = 0; ms < 50; ms += 10) controller->on_button(false, without_wall_time(ms));
  for (uint64_t ms = 50; ms < 150; ms += 10) controller->on_button(true, without_wall_time(ms));
  for (uint64_t ms = 5000; ms < 5100; ms += 10) controller->on_button(false, without_wall_time(ms));
  EXPECT_EQ(board.outputs["25"], 0U);  // held for 5 s: no tap
  for (uint64_t ms = 6000; ms < 6100; ms += 10) controller->on_button(true, without_wall_time(ms));
  for (uint64_t ms = 6100; ms < 6200; ms += 10) controller->on_button(false, without_wall_time(ms));
  connect(without_wall_time(10'000));
  ASSERT_EQ(sent_changes().size(), 1U);
  EXPECT_TRUE(contains(sent_changes()[0], R"("at":null,"age_s":4})"));
  controller->on_closed(at(11'000));
  link.published.clear();
  connect(at(20'000));
  ASSERT_EQ(sent_changes().size(), 1U);
  EXPECT_TRUE(contains(sent_changes()[0], R"("at":"2026-11-20T10:00:06.000Z")"));
}

TEST_F(ControllerTest, Long_press_is_the_proof_and_switches_nothing) {
  connect(at(0));
  button(false, 1000, 1050);
  button(true, 1050, 4200);
  EXPECT_EQ(last_told(), R"({"status":"button_pressed"})");
  button(false, 4200, 4300);
  EXPECT_EQ(board.outputs["25"], 0U);
  EXPECT_EQ(statuses(false).size(), 1U);
}

TEST_F(ControllerTest, Long_press_offline_is_told_within_a_minute_or_never) {
  button(false, 0, 50);
  button(true, 50, 3200);
  connect(at(60'000));
  EXPECT_EQ(last_told(), R"({"status":"button_pressed"})");
  controller->on_closed(at(61'000));
  button(false, 61'000, 61'100);
  button(true, 61'100, 64'300);
  link.published.clear();
  connect(at(125'000));
  EXPECT_TRUE(statuses(false).empty());
}

TEST_F(ControllerTest, Heartbeat_comes_every_30_seconds_while_connected) {
  connect(at(0));
  for (uint64_t ms = 0; ms <= 95'000; ms += 100) controller->tick(at(ms));
  const auto beats = link.on(std::string(kHeartbeat));
  ASSERT_EQ(beats.size(), 3U);
  EXPECT_EQ(beats[0].payload, R"({"uptime_s":30,"rssi":-60})");
  EXPECT_FALSE(beats[0].retain);
  controller->on_closed(at(96'000));
  for (uint64_t ms = 96'000; ms < 200'000; ms += 100) controller->tick(at(ms));
  EXPECT_EQ(link.on(std::string(kHeartbeat)).size(), 3U);
}

TEST_F(ControllerTest, Relays_have_no_inputs) {
  input(0, true, 100);
  EXPECT_TRUE(changes.seen.empty());
}

TEST_F(LedTest, Tap_is_the_power_switch) {
  tap(1000);
  EXPECT_EQ(board.outputs["power"], 1U);
  EXPECT_EQ(board.outputs["brightness"], 100U);
  EXPECT_EQ(changes.seen, std::vector<std::string>{"power=\"on\" button"});
}

TEST_F(SensorTest, Input_is_debounced_kept_and_told) {
  connect(at(0));
  input(0, false, 0);
  controller->on_input(0, true, at(100));
  controller->on_input(0, false, at(110));
  EXPECT_TRUE(changes.seen.empty());
  input(0, true, 200);
  EXPECT_EQ(changes.seen, std::vector<std::string>{"in1=\"closed\" input"});
  EXPECT_EQ(last_kept(), R"({"status":"online","state":{"in1":"closed","in2":"open"}})");
  EXPECT_TRUE(board.outputs.empty());
  tap(1000);
  EXPECT_EQ(changes.seen.size(), 1U);
}

TEST_F(SensorTest, What_moved_while_the_device_was_off_is_told_as_found_at_power_on) {
  input(1, true, 0);
  EXPECT_EQ(changes.seen, std::vector<std::string>{"in2=\"closed\" power_on"});
  boot(at(0));
  input(1, false, 0);
  EXPECT_EQ(changes.seen.back(), "in2=\"open\" power_on");
  input(1, true, 1000);
  EXPECT_EQ(changes.seen.back(), "in2=\"closed\" input");
}

TEST_F(SensorTest, Inputs_that_are_not_there_are_ignored) {
  input(2, true, 0);
  EXPECT_TRUE(changes.seen.empty());
}

}  // namespace
}  // namespace platform::test
