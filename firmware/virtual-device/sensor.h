#pragma once

#include <cstdint>
#include <random>

#include "core/reading.h"

namespace platform::host {

/// Air of a workshop's pit over the day: temperature follows the sun, humidity goes against it, and the
/// air quality peaks when somebody sprays.
class Sensor {
 public:
  explicit Sensor(uint32_t seed);

  Measurement measure(int64_t unix_ms);

 private:
  double noise(double width);

  std::minstd_rand random_;
  double offset_;
  double pressure_;
  double spray_level_ = 0;
  int64_t next_spray_ms_ = 0;
  int64_t last_ms_ = 0;
};

}  // namespace platform::host
