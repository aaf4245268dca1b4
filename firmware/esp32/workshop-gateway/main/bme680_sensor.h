#pragma once

#include <driver/i2c_master.h>

#include <optional>

#include "bme680_math.h"
#include "ports/air_sensor.h"

namespace platform::esp {

/// A BME680 over I2C in forced mode: one conversion per call, heater at 320 °C for 150 ms.
class Bme680Sensor final : public AirSensor {
 public:
  /// False when there is no BME680 at the configured address; may be tried again.
  bool start();
  bool measure(Measurement& measurement) override;

 private:
  bool open_bus();
  bool read(uint8_t address, uint8_t* out, size_t length);
  bool write(uint8_t address, uint8_t value);
  bool wait_for_conversion();

  i2c_master_dev_handle_t device_ = nullptr;
  std::optional<Bme680Calibration> calibration_;
  AirQualityEstimate air_;
  float ambient_ = 25;
};

}  // namespace platform::esp
