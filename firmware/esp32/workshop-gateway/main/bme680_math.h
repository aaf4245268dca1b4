#pragma once

#include <array>
#include <cstdint>

namespace platform {

/// Formulas of the BME680's data sheet (BST-BME680-DS001, chapter 3.3 and 5.3). Pure arithmetic, so that it
/// is tested on the host.
class Bme680Calibration {
 public:
  static constexpr uint8_t kFirstBlockAddress = 0x89;
  static constexpr uint8_t kSecondBlockAddress = 0xE1;
  using FirstBlock = std::array<uint8_t, 25>;
  using SecondBlock = std::array<uint8_t, 16>;

  /// The three heater registers are 0x00, 0x02 and 0x04.
  Bme680Calibration(const FirstBlock& first, const SecondBlock& second, uint8_t heater_value,
                    uint8_t heater_range, uint8_t range_error);

  /// °C; also keeps the fine temperature that pressure needs.
  float temperature(uint32_t adc);
  /// Pa.
  float pressure(uint32_t adc) const;
  /// %RH, 0 to 100.
  float humidity(uint16_t adc, float temperature) const;
  /// Ohm.
  float gas_resistance(uint16_t adc, uint8_t range) const;
  /// Register value that heats the plate to `target` °C.
  uint8_t heater_setting(float target, float ambient) const;

 private:
  uint16_t t1_, p1_, h1_, h2_;
  int16_t t2_, p2_, p4_, p5_, p8_, p9_, g2_;
  int8_t t3_, p3_, p6_, p7_, h3_, h4_, h5_, h7_, g1_, g3_, heater_value_, range_error_;
  uint8_t p10_, h6_, heater_range_;
  float fine_ = 0;
};

/// Air quality index 0 (clean) to 500 out of gas resistance and humidity, without the vendor's library:
/// the resistance is compared with the cleanest air of the last days (75 %), humidity with 40 % (25 %).
/// An estimate: it has no calibration against known gases and is published as such.
class AirQualityEstimate {
 public:
  uint16_t update(float gas_ohm, float humidity);
  /// 0 while the baseline is young, 1 after half an hour of samples; never what counts as calibrated.
  uint8_t accuracy() const { return samples_ < kWarmUpSamples ? 0 : 1; }

 private:
  static constexpr uint32_t kWarmUpSamples = 600;

  float baseline_ohm_ = 0;
  uint32_t samples_ = 0;
};

}  // namespace platform
