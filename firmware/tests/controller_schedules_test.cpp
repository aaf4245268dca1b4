#include "controller_fixture.h"

namespace platform::test {
namespace {

// at(0) is Friday, 2026-11-20T10:00:00Z.
class ControllerSchedules : public ControllerFixture {
 protected:
  ControllerSchedules() {
    boot(at(0));
    connect(at(0));
    link.published.clear();
  }

  static std::string set(int version, const std::string& time, const std::string& action) {
    return R"({"version":)" + std::to_string(version) +
           R"(,"tz":"IST-5:30","items":[{"id":1,"on":true,"days":127,"at":")" + time +
           R"(","command":"relay","args":{"pin":26,"state":")" + action + R"("}}]})";
  }

  void run(uint64_t from_ms, uint64_t until_ms) {
    for (uint64_t ms = from_ms; ms <= until_ms; ms += 500) controller->tick(at(ms));
  }
};

TEST_F(ControllerSchedules, Set_is_answered_with_its_version_and_runs) {
  receive("s1", "SCHEDULES", set(7, "15:31", "on"), at(100));
  EXPECT_EQ(last_told(), R"({"status":"online","command_id":"s1","schedules_version":7})");
  run(100, 59'500);
  EXPECT_EQ(board.outputs["26"], 0U);
  run(60'000, 61'000);
  EXPECT_EQ(board.outputs["26"], 1U);
  EXPECT_EQ(last_kept(), R"({"status":"online","state":{"25":"off","26":"on","27":"off","14":"off"}})");
  EXPECT_EQ(changes.seen, std::vector<std::string>{"26=\"on\" schedule"});
}

TEST_F(ControllerSchedules, Runs_offline_after_a_restart) {
  receive("s1", "SCHEDULES", set(7, "15:31", "on"), at(100));
  link.can_connect = false;
  boot(at(1000));
  run(1000, 61'000);
  EXPECT_EQ(board.outputs["26"], 1U);
  link.can_connect = true;
  connect(at(100'000));
  EXPECT_TRUE(contains(last_kept(), R"("schedules_version":7)"));
  EXPECT_TRUE(contains(last_told(), R"("cause":"schedule")"));
}

TEST_F(ControllerSchedules, Without_a_clock_nothing_is_due) {
  receive("s1", "SCHEDULES", set(7, "15:31", "on"), at(100));
  for (uint64_t ms = 0; ms < 200'000; ms += 500) controller->tick(without_wall_time(ms));
  EXPECT_TRUE(changes.seen.empty());
}

TEST_F(ControllerSchedules, Restart_in_the_minute_of_a_toggle_does_not_toggle_again) {
  receive("s1", "SCHEDULES", set(7, "15:31", "toggle"), at(100));
  run(100, 60'500);
  EXPECT_EQ(board.outputs["26"], 1U);
  boot(at(59'000));
  run(59'000, 65'000);
  EXPECT_EQ(board.outputs["26"], 1U);
}

TEST_F(ControllerSchedules, Disabled_device_runs_none_and_makes_none_up) {
  receive("s1", "SCHEDULES", set(7, "15:31", "on"), at(100));
  receive("d1", "DISABLE", "{}", at(200));
  run(300, 61'000);
  receive("e1", "ENABLE", "{}", at(62'000));
  run(62'000, 120'000);
  EXPECT_EQ(board.outputs["26"], 0U);
}

TEST_F(ControllerSchedules, Refused_set_leaves_the_former_one) {
  receive("s1", "SCHEDULES", set(7, "15:31", "on"), at(100));
  receive("s2", "SCHEDULES", set(8, "25:31", "on"), at(200));
  EXPECT_EQ(last_told(), R"({"status":"command_rejected","command_id":"s2","reason":"bad_args"})");
  EXPECT_EQ(controller->schedules().version, 7U);
  run(300, 61'000);
  EXPECT_EQ(board.outputs["26"], 1U);
}

TEST_F(ControllerSchedules, Set_that_was_issued_before_the_present_one_is_refused) {
  receive("s2", "SCHEDULES", set(8, "15:31", "on"), at(2000));
  controller->on_message(kControl, command("s1", "SCHEDULES", set(7, "15:31", "off"), at(1000)), at(3000));
  EXPECT_EQ(last_told(), R"({"status":"command_rejected","command_id":"s1","reason":"old_sequence"})");
  EXPECT_EQ(controller->schedules().version, 8U);
}

TEST_F(ControllerSchedules, Later_set_with_a_smaller_version_is_taken_for_the_device_changed_hands) {
  receive("s1", "SCHEDULES", set(8, "15:31", "on"), at(1000));
  receive("s2", "SCHEDULES", R"({"version":1,"tz":"UTC0","items":[]})", at(2000));
  EXPECT_EQ(last_told(), R"({"status":"online","command_id":"s2","schedules_version":1})");
  run(3000, 61'000);
  EXPECT_EQ(board.outputs["26"], 0U);
}

TEST_F(ControllerSchedules, Set_that_cannot_be_stored_is_not_taken) {
  store.broken = true;
  receive("s1", "SCHEDULES", set(7, "15:31", "on"), at(100));
  EXPECT_TRUE(link.published.empty());
  EXPECT_EQ(controller->schedules().version, 0U);
}

TEST_F(ControllerSchedules, Repeated_set_is_answered_again) {
  receive("s1", "SCHEDULES", set(7, "15:31", "on"), at(100));
  link.published.clear();
  receive("s1", "SCHEDULES", set(7, "15:31", "on"), at(100));
  EXPECT_EQ(last_told(), R"({"status":"online","command_id":"s1","schedules_version":7})");
  EXPECT_EQ(observer.outcomes.back(), CommandOutcome::repeated);
}

}  // namespace
}  // namespace platform::test
