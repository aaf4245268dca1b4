#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/controller.h"
#include "device.h"

namespace platform::host {

/// A relay, LED or sensor controller; its outputs are lines of the event log, its button and inputs are
/// moved by the control channel.
class VirtualController final : public VirtualDevice, private ControllerBoard, private ControllerObserver {
 public:
  VirtualController(size_t index, const DeviceSettings& settings, const Surroundings& surroundings);

  Device& core() override { return controller_; }
  const Device& core() const override { return controller_; }
  void tick(Instant now) override;

  bool press(bool is_long, Instant now) override;
  bool set_input(const std::string& key, bool is_closed) override;

 private:
  void set_output(std::string_view, uint32_t) override {}
  void indicate(bool is_lit) override;
  Vitals vitals() override;
  void use_network(std::string_view wifi_ssid, std::string_view broker) override;
  void on_change(const Change& change) override;

  ControllerConfig make_config() const;
  void feed_button(Instant now);

  std::string heartbeat_topic_;
  BrokerAddress first_broker_;
  std::string used_broker_;
  std::string used_ssid_;
  bool is_lit_ = false;
  std::optional<uint64_t> pressed_until_ms_;
  std::array<bool, ControllerState::kMost> is_closed_{};
  Controller controller_;
};

}  // namespace platform::host
