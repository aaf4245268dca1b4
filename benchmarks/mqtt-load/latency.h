#pragma once

#include <array>
#include <cstdint>

namespace platform::load {

/// Histogram of microseconds with about 1.6 % resolution at any size.
class Latency {
 public:
  void add(uint64_t microseconds);
  /// Upper bound of the given share (0 to 1) in milliseconds; 0 without samples.
  double quantile_ms(double share) const;

 private:
  static constexpr uint32_t kSubBits = 6;
  static constexpr uint64_t kSub = 1U << kSubBits;

  std::array<uint64_t, 64 * kSub> counts_{};
  uint64_t total_ = 0;
};

}  // namespace platform::load
