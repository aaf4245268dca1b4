#include <gtest/gtest.h>

#include <string>

#include "core/controller_state.h"

namespace platform {
namespace {

constexpr ControllerState::Pins kPins = {25, 26, 27, 14};

std::string written(const ControllerState& state) {
  std::array<char, 256> text;
  JsonWriter json(text.data(), text.size());
  state.write(json);
  return std::string(json.finish());
}

TEST(ControllerState, Each_type_has_its_keys_and_values) {
  EXPECT_EQ(written({ControllerType::relays, kPins}),
            R"({"state":{"25":"off","26":"off","27":"off","14":"off"}})");
  EXPECT_EQ(written({ControllerType::led, kPins}),
            R"({"state":{"power":"off","brightness":100,"color":"#ffffff"}})");
  EXPECT_EQ(written({ControllerType::sensor, kPins}), R"({"state":{"in1":"open","in2":"open"}})");
}

TEST(ControllerState, Types_are_found_by_the_platforms_names) {
  EXPECT_EQ(controller_type("4Relay"), ControllerType::relays);
  EXPECT_EQ(controller_type("LED"), ControllerType::led);
  EXPECT_EQ(controller_type("Sensor"), ControllerType::sensor);
  EXPECT_EQ(controller_type("led"), std::nullopt);
}

struct Case {
  ControllerType type;
  const char* command;
  const char* args;
  /// `item=value`, `item=toggle`, or why not.
  const char* outcome;
};

class Actions : public testing::TestWithParam<Case> {};

TEST_P(Actions, Arguments_become_an_action_or_a_refusal) {
  const ControllerState state(GetParam().type, kPins);
  Refusal refusal = Refusal::malformed;
  const auto action = parse_action(*command_kind(GetParam().command), GetParam().args, state, refusal);
  std::string outcome(to_text(refusal));
  if (action) {
    outcome = std::to_string(action->item) + "=" +
              (action->is_toggle ? std::string("toggle") : std::to_string(action->value));
  }
  EXPECT_EQ(outcome, GetParam().outcome);
}

INSTANTIATE_TEST_SUITE_P(
    Relay, Actions,
    testing::Values(Case{ControllerType::relays, "relay", R"({"pin":25,"state":"on"})", "0=1"},
                    Case{ControllerType::relays, "relay", R"({"pin":14,"state":"off"})", "3=0"},
                    Case{ControllerType::relays, "relay", R"({"state":"toggle","pin":27,"x":[1]})",
                         "2=toggle"},
                    Case{ControllerType::relays, "relay", R"({"pin":5,"state":"on"})", "bad_args"},
                    Case{ControllerType::relays, "relay", R"({"pin":-25,"state":"on"})", "bad_args"},
                    Case{ControllerType::relays, "relay", R"({"pin":281,"state":"on"})", "bad_args"},
                    Case{ControllerType::relays, "relay", R"({"pin":"25","state":"on"})", "bad_args"},
                    Case{ControllerType::relays, "relay", R"({"pin":25.0,"state":"on"})", "bad_args"},
                    Case{ControllerType::relays, "relay", R"({"pin":25,"state":"ON"})", "bad_args"},
                    Case{ControllerType::relays, "relay", R"({"pin":25,"state":true})", "bad_args"},
                    Case{ControllerType::relays, "relay", R"({"pin":25})", "bad_args"},
                    Case{ControllerType::relays, "relay", "", "bad_args"},
                    Case{ControllerType::relays, "relay", "[]", "bad_args"},
                    Case{ControllerType::relays, "led", R"({"state":"on"})", "unknown_command"},
                    Case{ControllerType::relays, "identify", "{}", "unknown_command"}));

INSTANTIATE_TEST_SUITE_P(
    Led, Actions,
    testing::Values(Case{ControllerType::led, "led", R"({"state":"toggle"})", "0=toggle"},
                    Case{ControllerType::led, "brightness", R"({"value":0})", "1=0"},
                    Case{ControllerType::led, "brightness", R"({"value":100})", "1=100"},
                    Case{ControllerType::led, "brightness", R"({"value":101})", "bad_args"},
                    Case{ControllerType::led, "brightness", R"({"value":-1})", "bad_args"},
                    Case{ControllerType::led, "brightness", R"({"value":"50"})", "bad_args"},
                    Case{ControllerType::led, "color", R"({"value":"#ff8000"})", "2=16744448"},
                    Case{ControllerType::led, "color", R"({"value":"#FF8000"})", "2=16744448"},
                    Case{ControllerType::led, "color", R"({"value":"ff8000"})", "bad_args"},
                    Case{ControllerType::led, "color", R"({"value":"#ff80"})", "bad_args"},
                    Case{ControllerType::led, "color", R"({"value":"#ff80zz"})", "bad_args"},
                    Case{ControllerType::led, "relay", R"({"pin":25,"state":"on"})", "unknown_command"}));

INSTANTIATE_TEST_SUITE_P(
    Sensor, Actions,
    testing::Values(Case{ControllerType::sensor, "relay", R"({"pin":25,"state":"on"})", "unknown_command"},
                    Case{ControllerType::sensor, "led", R"({"state":"on"})", "unknown_command"}));

TEST(Action, Toggle_gives_the_other_value) {
  ControllerState state(ControllerType::relays, kPins);
  const Action toggle{CommandKind::relay, 1, true, 0};
  EXPECT_EQ(toggle.result(state), 1U);
  state[1].value = 1;
  EXPECT_EQ(toggle.result(state), 0U);
}

}  // namespace
}  // namespace platform
