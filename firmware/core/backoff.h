#pragma once

#include <cstdint>
#include <string_view>

namespace platform {

/// Small generator for jitter only (xorshift32); never for secrets.
class Jitter {
 public:
  explicit Jitter(uint32_t seed) : state_(seed != 0 ? seed : 0x9E3779B9U) {}

  /// Uniform in [0, bound).
  uint32_t below(uint32_t bound);

 private:
  uint32_t state_;
};

/// FNV-1a, 64 bits: spreads seeds and names command ids.
uint64_t fnv1a(std::string_view text);

/// Delay before the next attempt to connect: doubles from 0.5 s to 30 s, half of it jitter, so that
/// thousands of devices do not come back in the same second after a restart of the broker.
class Backoff {
 public:
  static constexpr uint32_t kFirstMs = 500;
  static constexpr uint32_t kLastMs = 30'000;

  explicit Backoff(uint32_t seed) : jitter_(seed) {}

  uint32_t next_ms();
  void reset() { ceiling_ms_ = kFirstMs; }

 private:
  Jitter jitter_;
  uint32_t ceiling_ms_ = kFirstMs;
};

}  // namespace platform
