#include "controller_fixture.h"

namespace platform::test {
namespace {

class ControllerCommands : public ControllerFixture {
 protected:
  ControllerCommands() {
    boot(at(0));
    connect(at(0));
    link.published.clear();
  }
};

class LedCommands : public ControllerFixture {
 protected:
  LedCommands() {
    type = ControllerType::led;
    boot(at(0));
    connect(at(0));
  }
};

TEST_F(ControllerCommands, Relay_is_switched_and_the_state_says_by_which_command) {
  relay("c1", 25, "on", at(10));
  EXPECT_EQ(board.outputs["25"], 1U);
  EXPECT_EQ(last_kept(),
            R"({"status":"online","state":{"25":"on","26":"off","27":"off","14":"off"},"command_id":"c1"})");
  ASSERT_EQ(sent_changes().size(), 1U);
  EXPECT_TRUE(contains(sent_changes()[0], R"("cause":"command")"));
  EXPECT_TRUE(contains(sent_changes()[0], R"("command_id":"c1")"));
  relay("c2", 25, "toggle", at(20));
  EXPECT_EQ(board.outputs["25"], 0U);
}

TEST_F(ControllerCommands, Command_that_changes_nothing_succeeds_without_a_change) {
  relay("c1", 25, "off", at(10));
  EXPECT_TRUE(contains(last_kept(), R"("command_id":"c1")"));
  EXPECT_TRUE(sent_changes().empty());
}

TEST_F(ControllerCommands, Repeated_id_is_answered_and_not_done_again) {
  relay("c1", 25, "toggle", at(10));
  relay("c1", 25, "toggle", at(10));
  EXPECT_EQ(board.outputs["25"], 1U);
  EXPECT_TRUE(contains(last_kept(), R"("command_id":"c1")"));
  EXPECT_EQ(observer.outcomes, (std::vector<CommandOutcome>{CommandOutcome::done, CommandOutcome::repeated}));
}

TEST_F(ControllerCommands, Repeated_id_is_not_done_again_after_a_power_cut) {
  relay("c1", 25, "toggle", at(10));
  boot(at(0));
  connect(at(100));
  relay("c1", 25, "toggle", at(110));
  EXPECT_EQ(board.outputs["25"], 1U);
  EXPECT_EQ(changes.seen.size(), 1U);
}

TEST_F(ControllerCommands, What_cannot_be_stored_is_neither_done_nor_answered) {
  store.broken = true;
  relay("c1", 25, "on", at(10));
  EXPECT_EQ(board.outputs["25"], 0U);
  EXPECT_TRUE(link.published.empty());
  store.broken = false;
  relay("c1", 25, "on", at(20));
  EXPECT_EQ(board.outputs["25"], 1U);
}

TEST_F(ControllerCommands, Each_refusal_says_why) {
  const auto reason = [&](const std::string& id) {
    return R"({"status":"command_rejected","command_id":")" + id + R"(","reason":")";
  };
  relay("c1", 4, "on", at(10));
  EXPECT_EQ(last_told(), reason("c1") + "bad_args\"}");
  receive("c2", "led", R"({"state":"on"})", at(10));
  EXPECT_EQ(last_told(), reason("c2") + "unknown_command\"}");
  receive("c3", "sing", "{}", at(10));
  EXPECT_EQ(last_told(), reason("c3") + "unknown_command\"}");
  controller->on_message(kControl, command("c4", "relay", R"({"pin":25,"state":"on"})", at(0)),
                         at(3'600'000));
  EXPECT_EQ(last_told(), reason("c4") + "expired\"}");
  controller->on_message(kControl, "{", at(10));
  EXPECT_EQ(last_told(), R"({"status":"command_rejected","command_id":null,"reason":"malformed"})");
  EXPECT_TRUE(changes.seen.empty());
}

TEST_F(ControllerCommands, Identify_blinks_for_five_seconds) {
  receive("c1", "identify", "{}", at(1000));
  EXPECT_TRUE(contains(last_kept(), R"("command_id":"c1")"));
  board.lit.clear();
  for (uint64_t ms = 1000; ms <= 8000; ms += 50) controller->tick(at(ms));
  EXPECT_EQ(std::count(board.lit.begin(), board.lit.end(), true), 50);
  ASSERT_FALSE(board.lit.empty());
  EXPECT_FALSE(board.lit.back());
  EXPECT_LE(board.lit.size(), 102U);
}

TEST_F(ControllerCommands, Messages_of_other_topics_are_ignored) {
  controller->on_message("devices/S2/control", command("c1", "relay", R"({"pin":25,"state":"on"})", at(0)),
                         at(1));
  EXPECT_EQ(board.outputs["25"], 0U);
}

TEST_F(LedCommands, Power_brightness_and_colour_are_set) {
  receive("c1", "led", R"({"state":"on"})", at(10));
  receive("c2", "brightness", R"({"value":40})", at(20));
  receive("c3", "color", R"({"value":"#FF8800"})", at(30));
  EXPECT_EQ(board.outputs,
            (std::map<std::string, uint32_t>{{"power", 1}, {"brightness", 40}, {"color", 0xff8800}}));
  EXPECT_EQ(
      last_kept(),
      R"({"status":"online","state":{"power":"on","brightness":40,"color":"#ff8800"},"command_id":"c3"})");
  boot(at(0));
  EXPECT_EQ(board.outputs["brightness"], 40U);
  EXPECT_EQ(board.outputs["color"], 0xff8800U);
}

TEST(GatewayAndController, Gateways_do_not_know_the_commands_of_controllers) {
  FakeParts parts;
  GatewayConfig config;
  config.device_id = "D1";
  config.topics = {"r", "c", "s"};
  Gateway gateway(config, parts.ports());
  ASSERT_TRUE(gateway.start(at(0)));
  gateway.tick(at(0));
  gateway.on_connected(at(0));
  gateway.on_message("c", R"({"id":"a","command":"relay","issued_at":"2026-11-20T10:00:00Z","ttl_s":60})",
                     at(1));
  EXPECT_EQ(parts.link.published.back().payload,
            R"({"status":"command_rejected","command_id":"a","reason":"unknown_command"})");
}

}  // namespace
}  // namespace platform::test
