#include <cstddef>
#include <cstdint>
#include <string_view>

#include "check.h"
#include "core/controller_state.h"

// The first byte says which command of which controller, the others are its arguments.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace platform;
  if (size == 0) return 0;
  const ControllerState state(static_cast<ControllerType>(data[0] % 3), {25, 26, 27, 14});
  const auto kind = static_cast<CommandKind>(data[0] / 3 % 10);
  Refusal refusal = Refusal::malformed;
  const auto action = parse_action(kind, {reinterpret_cast<const char*>(data + 1), size - 1}, state, refusal);
  if (!action) {
    check(refusal == Refusal::bad_args || refusal == Refusal::unknown_command, "a refusal says why");
    return 0;
  }
  check(action->item < state.size() && !state[action->item].is_input(), "an action is about an output");
  const uint32_t value = action->result(state);
  switch (state[action->item].kind) {
    case ValueKind::on_off:
      check(value <= 1, "a switch is on or off");
      break;
    case ValueKind::percent:
      check(value <= 100 && !action->is_toggle, "brightness is a percentage");
      break;
    default:
      check(value <= 0xFFFFFF && !action->is_toggle, "a colour has three parts");
  }
  return 0;
}
