#pragma once

#include <cstdint>

namespace platform {

/// One reading of both clocks: time since boot, and wall time when somebody has set it.
struct Instant {
  uint64_t uptime_ms = 0;
  int64_t unix_ms = kUnknown;

  static constexpr int64_t kUnknown = -1;

  bool has_wall_time() const { return unix_ms >= 0; }
};

}  // namespace platform
