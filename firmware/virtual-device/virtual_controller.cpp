#include "virtual_controller.h"

namespace platform::host {
namespace {

constexpr uint64_t kTapMs = 200;
constexpr uint64_t kHoldMs = Button::kHoldMs + 1500;
constexpr int32_t kRssiDbm = -58;

std::string topic(const DeviceSettings& settings, const char* last) {
  return "devices/" + settings.device_id + last;
}

TopicTexts topics_of(const DeviceSettings& settings) {
  // Changes go where the state goes; the broker keeps the state only.
  const std::string status = topic(settings, "/status");
  return {status, topic(settings, "/control"), status};
}

// The value as the event log writes it: quoted values lose their quotes, member() puts them back.
std::string bare(std::string_view json) {
  const bool is_quoted = json.size() >= 2 && json.front() == '"';
  return std::string(is_quoted ? json.substr(1, json.size() - 2) : json);
}

BrokerAddress with_address(BrokerAddress broker, std::string_view address) {
  const size_t colon = address.rfind(':');
  broker.host = std::string(address.substr(0, colon));
  if (colon != std::string_view::npos) broker.port = std::stoi(std::string(address.substr(colon + 1)));
  return broker;
}

}  // namespace

VirtualController::VirtualController(size_t index, const DeviceSettings& settings,
                                     const Surroundings& surroundings)
    : VirtualDevice(index, settings, topics_of(settings), surroundings),
      heartbeat_topic_(topic(settings, "/heartbeat")),
      first_broker_(link().broker()),
      controller_(make_config(), ports(), *this, *this) {}

ControllerConfig VirtualController::make_config() const {
  ControllerConfig config;
  fill(config);
  config.type = settings().type;
  config.heartbeat_topic = heartbeat_topic_;
  return config;
}

void VirtualController::tick(Instant now) {
  feed_button(now);
  for (size_t i = 0; i < is_closed_.size(); ++i) controller_.on_input(i, is_closed_[i], now);
  VirtualDevice::tick(now);
}

// A device among thousands is looked at less often than a button bounces: the last look at a press is told
// as one too, so that each level is seen twice, far enough apart.
void VirtualController::feed_button(Instant now) {
  controller_.on_button(pressed_until_ms_.has_value(), now);
  if (pressed_until_ms_ && now.uptime_ms >= *pressed_until_ms_) pressed_until_ms_.reset();
}

bool VirtualController::press(bool is_long, Instant now) {
  if (pressed_until_ms_) return false;
  controller_.on_button(true, now);
  pressed_until_ms_ = now.uptime_ms + (is_long ? kHoldMs : kTapMs);
  return true;
}

bool VirtualController::set_input(const std::string& key, bool is_closed) {
  const std::optional<size_t> item = controller_.state().find(key);
  if (!item || !controller_.state()[*item].is_input()) return false;
  is_closed_[*item] = is_closed;
  return true;
}

void VirtualController::indicate(bool is_lit) {
  if (is_lit && !is_lit_) recorder().event(settings().device_id, "indicator");
  is_lit_ = is_lit;
}

Vitals VirtualController::vitals() {
  return {kRssiDbm, std::nullopt};
}

void VirtualController::use_network(std::string_view wifi_ssid, std::string_view broker) {
  if (wifi_ssid == used_ssid_ && broker == used_broker_) return;
  used_ssid_ = wifi_ssid;
  used_broker_ = broker;
  link().use_broker(broker.empty() ? first_broker_ : with_address(first_broker_, broker));
  recorder().event(settings().device_id, "network",
                   member("wifi_ssid", wifi_ssid) + member("broker_address", broker));
}

void VirtualController::on_change(const Change& change) {
  ++counts().attempted;
  const bool is_input = change.value.view() == "\"open\"" || change.value.view() == "\"closed\"";
  std::string details = member("key", change.key.view()) + member("value", bare(change.value.view())) +
                        member("cause", to_text(change.cause));
  if (!change.command_id.empty()) details += member("command_id", change.command_id.view());
  recorder().event(settings().device_id, is_input ? "input" : "output", details);
}

}  // namespace platform::host
