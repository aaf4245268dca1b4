#include "bme680_sensor.h"

#include <freertos/FreeRTOS.h>
#include <freertos/task.h>

#include <cmath>

#include "sdkconfig.h"

namespace platform::esp {
namespace {

constexpr int kTimeoutMs = 100;
constexpr uint32_t kBusHz = 100'000;
constexpr uint8_t kChipId = 0x61;

constexpr uint8_t kRegResHeat0 = 0x5A;
constexpr uint8_t kRegGasWait0 = 0x64;
constexpr uint8_t kRegCtrlGas1 = 0x71;
constexpr uint8_t kRegCtrlHum = 0x72;
constexpr uint8_t kRegCtrlMeas = 0x74;
constexpr uint8_t kRegStatus = 0x1D;
constexpr uint8_t kRegChipId = 0xD0;
constexpr uint8_t kRegReset = 0xE0;

constexpr uint8_t kOversampleHumidity1 = 0x01;
// Temperature ×2, pressure ×16, forced mode.
constexpr uint8_t kMeasureForced = 0x02 << 5 | 0x05 << 2 | 0x01;
constexpr uint8_t kRunGas = 0x10;
// 37 × 4 ms, near 150 ms.
constexpr uint8_t kHeat148Ms = 0x40 | 37;
constexpr float kHeaterCelsius = 320;

constexpr uint8_t kNewData = 0x80;
constexpr uint8_t kGasIsGood = 0x30;  // valid and heater stable

}  // namespace

bool Bme680Sensor::open_bus() {
  if (device_ != nullptr) return true;
  i2c_master_bus_config_t bus_config{};
  bus_config.i2c_port = I2C_NUM_0;
  bus_config.sda_io_num = static_cast<gpio_num_t>(CONFIG_GATEWAY_I2C_SDA);
  bus_config.scl_io_num = static_cast<gpio_num_t>(CONFIG_GATEWAY_I2C_SCL);
  bus_config.clk_source = I2C_CLK_SRC_DEFAULT;
  bus_config.glitch_ignore_cnt = 7;
  bus_config.flags.enable_internal_pullup = true;
  i2c_master_bus_handle_t bus = nullptr;
  i2c_device_config_t device_config{};
  device_config.dev_addr_length = I2C_ADDR_BIT_LEN_7;
  device_config.device_address = CONFIG_GATEWAY_BME680_ADDRESS;
  device_config.scl_speed_hz = kBusHz;
  return i2c_new_master_bus(&bus_config, &bus) == ESP_OK &&
         i2c_master_bus_add_device(bus, &device_config, &device_) == ESP_OK;
}

bool Bme680Sensor::start() {
  if (!open_bus()) return false;
  uint8_t id = 0;
  if (!read(kRegChipId, &id, 1) || id != kChipId || !write(kRegReset, 0xB6)) return false;
  vTaskDelay(pdMS_TO_TICKS(10));

  Bme680Calibration::FirstBlock first;
  Bme680Calibration::SecondBlock second;
  uint8_t heater[5];
  if (!read(Bme680Calibration::kFirstBlockAddress, first.data(), first.size()) ||
      !read(Bme680Calibration::kSecondBlockAddress, second.data(), second.size()) ||
      !read(0x00, heater, sizeof heater)) {
    return false;
  }
  calibration_.emplace(first, second, heater[0], heater[2], heater[4]);
  return write(kRegCtrlHum, kOversampleHumidity1) && write(kRegGasWait0, kHeat148Ms) &&
         write(kRegCtrlGas1, kRunGas);
}

bool Bme680Sensor::measure(Measurement& measurement) {
  if (!calibration_) return false;
  // Writing the control register starts the conversion.
  if (!write(kRegResHeat0, calibration_->heater_setting(kHeaterCelsius, ambient_)) ||
      !write(kRegCtrlMeas, kMeasureForced) || !wait_for_conversion()) {
    return false;
  }
  uint8_t raw[15];  // 0x1D to 0x2B
  if (!read(kRegStatus, raw, sizeof raw)) return false;
  const uint32_t pressure_adc =
      static_cast<uint32_t>(raw[2]) << 12 | static_cast<uint32_t>(raw[3]) << 4 | raw[4] >> 4;
  const uint32_t temperature_adc =
      static_cast<uint32_t>(raw[5]) << 12 | static_cast<uint32_t>(raw[6]) << 4 | raw[7] >> 4;
  const auto humidity_adc = static_cast<uint16_t>(raw[8] << 8 | raw[9]);
  const auto gas_adc = static_cast<uint16_t>(raw[13] << 2 | raw[14] >> 6);

  ambient_ = calibration_->temperature(temperature_adc);
  const float humidity = calibration_->humidity(humidity_adc, ambient_);
  measurement.temperature_tenths = static_cast<int16_t>(std::lround(ambient_ * 10));
  measurement.humidity_tenths = static_cast<uint16_t>(std::lround(humidity * 10));
  measurement.pressure_tenths = static_cast<uint16_t>(std::lround(calibration_->pressure(pressure_adc) / 10));
  measurement.aqi_is_estimate = true;
  // A plate that is not hot yet tells nothing about the air.
  if ((raw[14] & kGasIsGood) != kGasIsGood) return false;
  measurement.aqi = air_.update(calibration_->gas_resistance(gas_adc, raw[14] & 0x0F), humidity);
  measurement.aqi_accuracy = air_.accuracy();
  return true;
}

bool Bme680Sensor::wait_for_conversion() {
  constexpr int kTries = 40;
  for (int i = 0; i < kTries; ++i) {
    vTaskDelay(pdMS_TO_TICKS(10));
    uint8_t status = 0;
    if (!read(kRegStatus, &status, 1)) return false;
    if ((status & kNewData) != 0) return true;
  }
  return false;
}

bool Bme680Sensor::read(uint8_t address, uint8_t* out, size_t length) {
  return i2c_master_transmit_receive(device_, &address, 1, out, length, kTimeoutMs) == ESP_OK;
}

bool Bme680Sensor::write(uint8_t address, uint8_t value) {
  const uint8_t bytes[] = {address, value};
  return i2c_master_transmit(device_, bytes, sizeof bytes, kTimeoutMs) == ESP_OK;
}

}  // namespace platform::esp
