#include "core/controller_state.h"

#include "core/json_reader.h"

namespace platform {
namespace {

constexpr std::string_view kPower = "power";
constexpr std::string_view kBrightness = "brightness";
constexpr std::string_view kColor = "color";
constexpr uint32_t kWhite = 0xFFFFFF;
constexpr size_t kLongestArgs = 160;

using PinText = FixedString<3>;

PinText pin_text(uint32_t pin) {
  std::array<char, 3> digits;
  size_t at = digits.size();
  do {
    digits[--at] = static_cast<char>('0' + pin % 10);
    pin /= 10;
  } while (pin != 0 && at > 0);
  PinText text;
  text.assign({digits.data() + at, digits.size() - at});
  return text;
}

class ArgumentFields : public JsonFields {
 public:
  void on_text(std::string_view key, std::string_view value) override {
    if (key == "state") state = value;
    if (key == "value") text = value;
  }

  void on_integer(std::string_view key, int64_t value) override {
    if (key == "pin") pin = value;
    if (key == "value") number = value;
  }

  std::string_view state;
  std::string_view text;
  std::optional<int64_t> pin;
  std::optional<int64_t> number;
};

std::optional<uint32_t> parse_color(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  uint32_t value = 0;
  for (const char c : text.substr(1)) {
    value <<= 4;
    if (c >= '0' && c <= '9') {
      value |= static_cast<uint32_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      value |= static_cast<uint32_t>(c - 'a') + 10;
    } else if (c >= 'A' && c <= 'F') {
      value |= static_cast<uint32_t>(c - 'A') + 10;
    } else {
      return std::nullopt;
    }
  }
  return value;
}

bool read_switch(std::string_view state, Action& action) {
  action.is_toggle = state == "toggle";
  action.value = state == "on" ? 1 : 0;
  return action.is_toggle || state == "on" || state == "off";
}

bool read_value(const ArgumentFields& fields, Action& action) {
  if (action.kind == CommandKind::brightness) {
    if (!fields.number || *fields.number < 0 || *fields.number > 100) return false;
    action.value = static_cast<uint32_t>(*fields.number);
    return true;
  }
  const std::optional<uint32_t> color = parse_color(fields.text);
  if (color) action.value = *color;
  return color.has_value();
}

// The item that a command is about, as far as its kind alone decides.
std::string_view key_of(CommandKind kind) {
  switch (kind) {
    case CommandKind::led:
      return kPower;
    case CommandKind::brightness:
      return kBrightness;
    case CommandKind::color:
      return kColor;
    default:
      return {};
  }
}

bool has_relays(const ControllerState& state) {
  return state[0].kind == ValueKind::on_off && state[0].key.view() != kPower;
}

}  // namespace

std::string_view to_text(ControllerType type) {
  switch (type) {
    case ControllerType::relays:
      return "4Relay";
    case ControllerType::led:
      return "LED";
    case ControllerType::sensor:
      return "Sensor";
  }
  return {};
}

std::optional<ControllerType> controller_type(std::string_view name) {
  for (const ControllerType type : {ControllerType::relays, ControllerType::led, ControllerType::sensor}) {
    if (to_text(type) == name) return type;
  }
  return std::nullopt;
}

ValueText value_text(ValueKind kind, uint32_t value) {
  constexpr char kHex[] = "0123456789abcdef";
  ValueText text;
  switch (kind) {
    case ValueKind::on_off:
      text.assign(value != 0 ? "\"on\"" : "\"off\"");
      break;
    case ValueKind::contact:
      text.assign(value != 0 ? "\"closed\"" : "\"open\"");
      break;
    case ValueKind::percent:
      text.assign(pin_text(value).view());
      break;
    case ValueKind::color:
      text.assign("\"#");
      for (int shift = 20; shift >= 0; shift -= 4) text.append({&kHex[(value >> shift) & 0xF], 1});
      text.append("\"");
      break;
  }
  return text;
}

ControllerState::ControllerState(ControllerType type, const Pins& relay_pins) {
  switch (type) {
    case ControllerType::relays:
      for (const uint8_t pin : relay_pins) add(pin_text(pin).view(), ValueKind::on_off, 0);
      break;
    case ControllerType::led:
      add(kPower, ValueKind::on_off, 0);
      add(kBrightness, ValueKind::percent, 100);
      add(kColor, ValueKind::color, kWhite);
      break;
    case ControllerType::sensor:
      add("in1", ValueKind::contact, 0);
      add("in2", ValueKind::contact, 0);
      break;
  }
}

void ControllerState::add(std::string_view key, ValueKind kind, uint32_t value) {
  StateItem& item = items_[size_++];
  item.key.assign(key);
  item.kind = kind;
  item.value = value;
}

std::optional<size_t> ControllerState::find(std::string_view key) const {
  for (size_t i = 0; i < size_; ++i) {
    if (items_[i].key.view() == key) return i;
  }
  return std::nullopt;
}

std::optional<size_t> ControllerState::input(size_t number) const {
  return number < size_ && items_[number].is_input() ? std::optional<size_t>(number) : std::nullopt;
}

void ControllerState::write(JsonWriter& json) const {
  json.begin("state");
  for (size_t i = 0; i < size_; ++i) {
    json.raw(items_[i].key.view(), value_text(items_[i].kind, items_[i].value).view());
  }
  json.end();
}

std::optional<Action> parse_action(CommandKind kind, std::string_view args, const ControllerState& state,
                                   Refusal& refusal) {
  const bool is_relay = kind == CommandKind::relay;
  std::optional<size_t> item = state.find(key_of(kind));
  if (is_relay ? !has_relays(state) : !item) {
    refusal = Refusal::unknown_command;
    return std::nullopt;
  }
  refusal = Refusal::bad_args;
  std::array<char, kLongestArgs + 1> text;
  ArgumentFields fields;
  if (!read_json_object(args, text, fields)) return std::nullopt;
  if (is_relay) {
    if (!fields.pin || *fields.pin < 0 || *fields.pin > 255) return std::nullopt;
    item = state.find(pin_text(static_cast<uint32_t>(*fields.pin)).view());
  }
  if (!item) return std::nullopt;
  Action action;
  action.kind = kind;
  action.item = static_cast<uint8_t>(*item);
  const bool is_switch = is_relay || kind == CommandKind::led;
  if (is_switch ? !read_switch(fields.state, action) : !read_value(fields, action)) return std::nullopt;
  return action;
}

}  // namespace platform
