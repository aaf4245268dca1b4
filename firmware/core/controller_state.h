#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/command.h"
#include "core/fixed_string.h"
#include "core/json_writer.h"

namespace platform {

/// The kinds of controllers; the names are those of the platform's device types.
enum class ControllerType : uint8_t { relays, led, sensor };

/// 4Relay, LED, Sensor.
std::string_view to_text(ControllerType type);
std::optional<ControllerType> controller_type(std::string_view name);

/// What values a part of the state can have, and how they are written.
enum class ValueKind : uint8_t { on_off, percent, color, contact };

constexpr size_t kLongestStateKey = 10;
using ValueText = FixedString<10>;

/// A value as JSON: "on", 40, "#ff8800", "closed".
ValueText value_text(ValueKind kind, uint32_t value);

/// One part of the state: an output or an input. On and closed are 1.
struct StateItem {
  FixedString<kLongestStateKey> key;
  ValueKind kind = ValueKind::on_off;
  uint32_t value = 0;

  bool is_input() const { return kind == ValueKind::contact; }
};

/// The whole state of a controller, in the order in which it is written.
class ControllerState {
 public:
  static constexpr size_t kMost = 4;
  using Pins = std::array<uint8_t, 4>;

  /// Everything off; the LED is white and as bright as it can be once it is on.
  ControllerState(ControllerType type, const Pins& relay_pins);

  size_t size() const { return size_; }
  StateItem& operator[](size_t index) { return items_[index]; }
  const StateItem& operator[](size_t index) const { return items_[index]; }

  std::optional<size_t> find(std::string_view key) const;
  /// The item of the `number`-th input.
  std::optional<size_t> input(size_t number) const;

  /// The member `state`.
  void write(JsonWriter& json) const;

 private:
  void add(std::string_view key, ValueKind kind, uint32_t value);

  std::array<StateItem, kMost> items_{};
  size_t size_ = 0;
};

/// What a command or a schedule does: gives an item a value, or the other one of two.
struct Action {
  CommandKind kind = CommandKind::relay;
  uint8_t item = 0;
  bool is_toggle = false;
  uint32_t value = 0;

  uint32_t result(const ControllerState& state) const { return is_toggle ? 1U - state[item].value : value; }
};

/// Reads the arguments of `relay`, `led`, `brightness` or `color`. `refusal` says why there is no action:
/// `unknown_command` for a command that this controller does not have, else `bad_args`.
std::optional<Action> parse_action(CommandKind kind, std::string_view args, const ControllerState& state,
                                   Refusal& refusal);

}  // namespace platform
