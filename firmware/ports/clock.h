#pragma once

#include "core/instant.h"

namespace platform {

/// Reads the board's clocks. The core itself never asks: whoever calls it passes an Instant in.
class Clock {
 public:
  virtual Instant now() const = 0;

 protected:
  ~Clock() = default;
};

}  // namespace platform
