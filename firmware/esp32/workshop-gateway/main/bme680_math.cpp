#include "bme680_math.h"

#include <algorithm>
#include <cmath>

namespace platform {
namespace {

int16_t word(uint8_t high, uint8_t low) {
  return static_cast<int16_t>(high << 8 | low);
}

// Table of chapter 5.3.1: corrections of the gas ranges in percent.
constexpr std::array<float, 16> kRangeOffset = {0, 0, 0, 0, 0, -1, 0, -0.8F, 0, 0, -0.2F, -0.5F, 0, -1, 0, 0};
constexpr std::array<float, 16> kRangeGain = {0, 0, 0, 0, 0.1F, 0.7F, 0, -0.8F, -0.1F, 0, 0, 0, 0, 0, 0, 0};

}  // namespace

// Block one starts at register 0x89, block two at 0xE1.
Bme680Calibration::Bme680Calibration(const FirstBlock& a, const SecondBlock& b, uint8_t heater_value,
                                     uint8_t heater_range, uint8_t range_error)
    : t1_(static_cast<uint16_t>(word(b[9], b[8]))),
      p1_(static_cast<uint16_t>(word(a[6], a[5]))),
      h1_(static_cast<uint16_t>(b[2] << 4 | (b[1] & 0x0F))),
      h2_(static_cast<uint16_t>(b[0] << 4 | b[1] >> 4)),
      t2_(word(a[2], a[1])),
      p2_(word(a[8], a[7])),
      p4_(word(a[12], a[11])),
      p5_(word(a[14], a[13])),
      p8_(word(a[20], a[19])),
      p9_(word(a[22], a[21])),
      g2_(word(b[11], b[10])),
      t3_(static_cast<int8_t>(a[3])),
      p3_(static_cast<int8_t>(a[9])),
      p6_(static_cast<int8_t>(a[16])),
      p7_(static_cast<int8_t>(a[15])),
      h3_(static_cast<int8_t>(b[3])),
      h4_(static_cast<int8_t>(b[4])),
      h5_(static_cast<int8_t>(b[5])),
      h7_(static_cast<int8_t>(b[7])),
      g1_(static_cast<int8_t>(b[12])),
      g3_(static_cast<int8_t>(b[13])),
      heater_value_(static_cast<int8_t>(heater_value)),
      range_error_(static_cast<int8_t>(static_cast<int8_t>(range_error & 0xF0) / 16)),
      p10_(a[23]),
      h6_(b[6]),
      heater_range_((heater_range >> 4) & 0x03) {}

float Bme680Calibration::temperature(uint32_t adc) {
  const auto raw = static_cast<float>(adc);
  const float linear = (raw / 16384.0F - t1_ / 1024.0F) * t2_;
  const float distance = raw / 131072.0F - t1_ / 8192.0F;
  fine_ = linear + distance * distance * (t3_ * 16.0F);
  return fine_ / 5120.0F;
}

float Bme680Calibration::pressure(uint32_t adc) const {
  float a = fine_ / 2.0F - 64000.0F;
  float b = a * a * (p6_ / 131072.0F) + a * p5_ * 2.0F;
  b = b / 4.0F + p4_ * 65536.0F;
  a = (p3_ * a * a / 16384.0F + p2_ * a) / 524288.0F;
  a = (1.0F + a / 32768.0F) * p1_;
  if (a == 0) return 0;
  const float press = (1048576.0F - static_cast<float>(adc) - b / 4096.0F) * 6250.0F / a;
  const float square = p9_ * press * press / 2147483648.0F;
  const float line = press * (p8_ / 32768.0F);
  const float scaled = press / 256.0F;
  const float cube = scaled * scaled * scaled * (p10_ / 131072.0F);
  return press + (square + line + cube + p7_ * 128.0F) / 16.0F;
}

float Bme680Calibration::humidity(uint16_t adc, float temperature) const {
  const float offset = adc - (h1_ * 16.0F + h3_ / 2.0F * temperature);
  const float gain =
      h2_ / 262144.0F * (1.0F + h4_ / 16384.0F * temperature + h5_ / 1048576.0F * temperature * temperature);
  const float line = offset * gain;
  const float result = line + (h6_ / 16384.0F + h7_ / 2097152.0F * temperature) * line * line;
  return std::clamp(result, 0.0F, 100.0F);
}

float Bme680Calibration::gas_resistance(uint16_t adc, uint8_t range) const {
  const float factor = (1340.0F + 5.0F * range_error_) * (1.0F + kRangeOffset[range & 0x0F] / 100.0F);
  const float gain = 1.0F + kRangeGain[range & 0x0F] / 100.0F;
  const float step = 0.000000125F * static_cast<float>(1U << (range & 0x0F));
  return 1.0F / (gain * step * ((adc - 512.0F) / factor + 1.0F));
}

uint8_t Bme680Calibration::heater_setting(float target, float ambient) const {
  const float a = g1_ / 16.0F + 49.0F;
  const float b = g2_ / 32768.0F * 0.0005F + 0.00235F;
  const float c = g3_ / 1024.0F;
  const float heat = a * (1.0F + b * std::min(target, 400.0F)) + c * ambient;
  const float setting =
      3.4F * (heat * (4.0F / (4.0F + heater_range_)) / (1.0F + heater_value_ * 0.002F) - 25.0F);
  return static_cast<uint8_t>(std::clamp(setting, 0.0F, 255.0F));
}

uint16_t AirQualityEstimate::update(float gas_ohm, float humidity) {
  constexpr float kBestHumidity = 40.0F;
  // A day of samples (one every 3 s) lets the baseline sink by about a tenth, so that an ageing sensor or a
  // new place does not look polluted for ever.
  constexpr float kForget = 0.1F / 28'800.0F;
  ++samples_;
  baseline_ohm_ = gas_ohm >= baseline_ohm_ ? gas_ohm : baseline_ohm_ * (1.0F - kForget);
  const float gas = baseline_ohm_ > 0 ? std::clamp(gas_ohm / baseline_ohm_, 0.0F, 1.0F) : 1.0F;
  const float away = humidity > kBestHumidity ? (humidity - kBestHumidity) / (100.0F - kBestHumidity)
                                              : (kBestHumidity - humidity) / kBestHumidity;
  const float quality = 0.75F * gas + 0.25F * (1.0F - std::clamp(away, 0.0F, 1.0F));
  return static_cast<uint16_t>(std::lround((1.0F - quality) * 500.0F));
}

}  // namespace platform
