#include "sensor.h"

#include <algorithm>
#include <cmath>

namespace platform::host {
namespace {

constexpr double kDayMs = 86'400'000.0;
constexpr double kPi = 3.14159265358979323846;
// Solar time of the workshops, ahead of UTC.
constexpr double kLocalOffsetMs = 5.5 * 3'600'000.0;
constexpr double kSprayFadesInMs = 6 * 60'000.0;

uint16_t tenths(double value) {
  return static_cast<uint16_t>(std::lround(std::max(value, 0.0) * 10));
}

}  // namespace

Sensor::Sensor(uint32_t seed) : random_(seed), offset_(0), pressure_(1008) {
  offset_ = noise(1.5);
  pressure_ += noise(4);
}

double Sensor::noise(double width) {
  return std::uniform_real_distribution<double>(-width, width)(random_);
}

Measurement Sensor::measure(int64_t unix_ms) {
  const auto now = static_cast<double>(unix_ms);
  const double day = std::fmod(now + kLocalOffsetMs, kDayMs) / kDayMs;
  const double sun = std::sin((day - 0.375) * 2 * kPi);  // highest at 15:00, lowest at 03:00
  if (last_ms_ == 0) next_spray_ms_ = unix_ms + static_cast<int64_t>((10 + noise(9.9)) * 60'000);
  if (last_ms_ != 0) spray_level_ *= std::exp((static_cast<double>(last_ms_) - now) / kSprayFadesInMs);
  if (unix_ms >= next_spray_ms_) {
    spray_level_ = 140 + noise(60);
    next_spray_ms_ = unix_ms + static_cast<int64_t>((45 + noise(20)) * 60'000);
  }
  last_ms_ = unix_ms;
  pressure_ = std::clamp(pressure_ + noise(0.02), 990.0, 1030.0);

  Measurement m;
  m.temperature_tenths = static_cast<int16_t>(std::lround((26 + offset_ + 4.5 * sun + noise(0.15)) * 10));
  m.humidity_tenths = tenths(std::clamp(56 - 9 * sun - offset_ + noise(0.6), 5.0, 99.0));
  m.aqi =
      static_cast<uint16_t>(std::lround(std::clamp(38 + 4 * offset_ + spray_level_ + noise(3), 0.0, 500.0)));
  m.pressure_tenths = tenths(pressure_ + 1.2 * std::cos(day * 4 * kPi));
  m.aqi_accuracy = 3;
  return m;
}

}  // namespace platform::host
