#include "core/backoff.h"

#include <algorithm>

namespace platform {

uint32_t Jitter::below(uint32_t bound) {
  state_ ^= state_ << 13;
  state_ ^= state_ >> 17;
  state_ ^= state_ << 5;
  return static_cast<uint32_t>((static_cast<uint64_t>(state_) * bound) >> 32);
}

uint64_t fnv1a(std::string_view text) {
  uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) {
    hash ^= static_cast<uint8_t>(c);
    hash *= 0x100000001B3U;
  }
  return hash;
}

uint32_t Backoff::next_ms() {
  const uint32_t half = ceiling_ms_ / 2;
  const uint32_t delay = half + jitter_.below(half + 1);
  ceiling_ms_ = std::min(ceiling_ms_ * 2, kLastMs);
  return delay;
}

}  // namespace platform
