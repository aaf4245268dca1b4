#pragma once

#include "core/controller_state.h"
#include "ports/controller_board.h"
#include "provisioning.h"
#include "wifi.h"

namespace platform::esp {

class EspLink;

/// Relays on pins, the LED on three PWM channels, inputs and a button against ground.
class GpioBoard final : public ControllerBoard {
 public:
  /// The pins of the relays as Kconfig has them.
  static ControllerState::Pins relay_pins();

  GpioBoard(Provisioning& device, Wifi& wifi, EspLink& link) : device_(device), wifi_(wifi), link_(link) {}

  /// Sets the pins up with everything off; before anything else that takes time.
  bool start();

  bool is_button_down() const;
  bool is_input_closed(size_t number) const;

  void set_output(std::string_view key, uint32_t value) override;
  void indicate(bool is_lit) override;
  Vitals vitals() override;
  void use_network(std::string_view wifi_ssid, std::string_view broker) override;

 private:
  bool start_relays();
  bool start_led();
  void show_led();

  Provisioning& device_;
  Wifi& wifi_;
  EspLink& link_;
  bool is_powered_ = false;
  uint32_t brightness_ = 100;
  uint32_t color_ = 0xFFFFFF;
};

}  // namespace platform::esp
