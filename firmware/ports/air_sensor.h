#pragma once

#include "core/reading.h"

namespace platform {

/// The sensor of a pit's air. `measure` may block for the length of one conversion.
class AirSensor {
 public:
  /// False when the sensor does not answer; nothing is reported then, least of all the last value.
  virtual bool measure(Measurement& measurement) = 0;

 protected:
  ~AirSensor() = default;
};

}  // namespace platform
