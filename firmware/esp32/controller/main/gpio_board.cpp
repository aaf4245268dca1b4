#include "gpio_board.h"

#include <driver/gpio.h>
#include <driver/ledc.h>
#include <esp_system.h>

#include <algorithm>

#include "esp_link.h"
#include "sdkconfig.h"

namespace platform::esp {
namespace {

constexpr int kRelays[] = {CONFIG_CONTROLLER_RELAY_1, CONFIG_CONTROLLER_RELAY_2, CONFIG_CONTROLLER_RELAY_3,
                           CONFIG_CONTROLLER_RELAY_4};
constexpr int kLedPins[] = {CONFIG_CONTROLLER_LED_RED, CONFIG_CONTROLLER_LED_GREEN,
                            CONFIG_CONTROLLER_LED_BLUE};
constexpr int kInputs[] = {CONFIG_CONTROLLER_INPUT_1, CONFIG_CONTROLLER_INPUT_2};
constexpr int kOthers[] = {CONFIG_CONTROLLER_BUTTON, CONFIG_CONTROLLER_INDICATOR};

constexpr auto kResolution = LEDC_TIMER_12_BIT;
constexpr uint32_t kFullDuty = (1U << 12) - 1;
constexpr uint32_t kPwmHz = 5'000;

template <size_t N>
constexpr bool has(const int (&pins)[N], int pin) {
  for (const int used : pins) {
    if (used == pin) return true;
  }
  return false;
}

template <size_t N>
constexpr bool are_distinct(const int (&pins)[N]) {
  for (size_t i = 0; i < N; ++i) {
    for (size_t k = i + 1; k < N; ++k) {
      if (pins[i] == pins[k]) return false;
    }
  }
  return true;
}

template <size_t N>
constexpr bool are_free(const int (&pins)[N]) {
  for (const int pin : pins) {
    const bool is_flash = pin >= 6 && pin <= 11;
    const bool is_console = pin == 1 || pin == 3;
    if (is_flash || is_console || has(kOthers, pin)) return false;
  }
  return true;
}

// Relays, LED and inputs are products of their own and may share pins, since a device is one of them.
static_assert(are_distinct(kRelays) && are_distinct(kLedPins) && are_distinct(kInputs) &&
                  are_distinct(kOthers),
              "two functions of the controller share a pin: choose another one in menuconfig");
static_assert(are_free(kRelays) && are_free(kLedPins) && are_free(kInputs),
              "a pin belongs to the flash, the console, the button or the indicator: choose another one");

constexpr gpio_num_t pin_of(int pin) {
  return static_cast<gpio_num_t>(pin);
}

bool make_output(int pin, int level) {
  // The level first: a relay must not click while the pin becomes an output.
  return gpio_set_level(pin_of(pin), static_cast<uint32_t>(level)) == ESP_OK &&
         gpio_set_direction(pin_of(pin), GPIO_MODE_OUTPUT) == ESP_OK;
}

bool make_input(int pin) {
  return gpio_set_direction(pin_of(pin), GPIO_MODE_INPUT) == ESP_OK && gpio_pullup_en(pin_of(pin)) == ESP_OK;
}

int relay_level(bool is_on) {
  return is_on ? CONFIG_CONTROLLER_RELAY_ON_LEVEL : 1 - CONFIG_CONTROLLER_RELAY_ON_LEVEL;
}

}  // namespace

ControllerState::Pins GpioBoard::relay_pins() {
  ControllerState::Pins pins{};
  std::transform(std::begin(kRelays), std::end(kRelays), pins.begin(),
                 [](int pin) { return static_cast<uint8_t>(pin); });
  return pins;
}

bool GpioBoard::start() {
  bool is_ready = make_input(CONFIG_CONTROLLER_BUTTON) && make_output(CONFIG_CONTROLLER_INDICATOR, 0);
  switch (device_.type) {
    case ControllerType::relays:
      return is_ready && start_relays();
    case ControllerType::led:
      return is_ready && start_led();
    case ControllerType::sensor:
      for (const int pin : kInputs) is_ready = make_input(pin) && is_ready;
      return is_ready;
  }
  return false;
}

bool GpioBoard::start_relays() {
  bool is_ready = true;
  for (const int pin : kRelays) is_ready = make_output(pin, relay_level(false)) && is_ready;
  return is_ready;
}

bool GpioBoard::start_led() {
  ledc_timer_config_t timer{};
  timer.speed_mode = LEDC_LOW_SPEED_MODE;
  timer.duty_resolution = kResolution;
  timer.timer_num = LEDC_TIMER_0;
  timer.freq_hz = kPwmHz;
  timer.clk_cfg = LEDC_AUTO_CLK;
  if (ledc_timer_config(&timer) != ESP_OK) return false;
  for (size_t i = 0; i < std::size(kLedPins); ++i) {
    ledc_channel_config_t channel{};
    channel.gpio_num = kLedPins[i];
    channel.speed_mode = LEDC_LOW_SPEED_MODE;
    channel.channel = static_cast<ledc_channel_t>(i);
    channel.timer_sel = LEDC_TIMER_0;
    if (ledc_channel_config(&channel) != ESP_OK) return false;
  }
  return true;
}

bool GpioBoard::is_button_down() const {
  return gpio_get_level(pin_of(CONFIG_CONTROLLER_BUTTON)) == 0;
}

bool GpioBoard::is_input_closed(size_t number) const {
  return number < std::size(kInputs) && gpio_get_level(pin_of(kInputs[number])) == 0;
}

void GpioBoard::set_output(std::string_view key, uint32_t value) {
  if (key == "power") is_powered_ = value != 0;
  if (key == "brightness") brightness_ = value;
  if (key == "color") color_ = value;
  if (device_.type == ControllerType::led) {
    show_led();
    return;
  }
  const ControllerState relays(device_.type, relay_pins());
  if (const std::optional<size_t> index = relays.find(key)) {
    gpio_set_level(pin_of(kRelays[*index]), static_cast<uint32_t>(relay_level(value != 0)));
  }
}

void GpioBoard::show_led() {
  for (size_t i = 0; i < std::size(kLedPins); ++i) {
    const uint32_t part = (color_ >> (16 - 8 * i)) & 0xFF;
    const uint32_t duty = is_powered_ ? kFullDuty * part / 255 * brightness_ / 100 : 0;
    const auto channel = static_cast<ledc_channel_t>(i);
    ledc_set_duty(LEDC_LOW_SPEED_MODE, channel, duty);
    ledc_update_duty(LEDC_LOW_SPEED_MODE, channel);
  }
}

void GpioBoard::indicate(bool is_lit) {
  gpio_set_level(pin_of(CONFIG_CONTROLLER_INDICATOR), is_lit ? 1 : 0);
}

Vitals GpioBoard::vitals() {
  return {wifi_.rssi_dbm(), esp_get_free_heap_size()};
}

void GpioBoard::use_network(std::string_view wifi_ssid, std::string_view broker) {
  wifi_.use_ssid(wifi_ssid);
  device_.use_broker(broker);
  link_.use_broker(device_.mqtt_url.c_str());
}

}  // namespace platform::esp
