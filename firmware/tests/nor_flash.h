#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "ports/flash.h"

namespace platform::test {

/// NOR flash in memory: programming only clears bits. `cut_power_after` makes the supply fail in the middle
/// of a write or an erasure, at any byte.
class NorFlash final : public Flash {
 public:
  explicit NorFlash(uint32_t sectors, uint32_t sector_size = 512)
      : sector_size_(sector_size), bytes_(sectors * sector_size, 0xFF) {}

  uint32_t size() const override { return static_cast<uint32_t>(bytes_.size()); }
  uint32_t sector_size() const override { return sector_size_; }

  bool read(uint32_t offset, uint8_t* out, size_t length) override {
    if (offset > bytes_.size() || length > bytes_.size() - offset) return false;
    std::copy_n(bytes_.begin() + offset, length, out);
    return true;
  }

  bool program(uint32_t offset, const uint8_t* data, size_t length) override {
    if (offset > bytes_.size() || length > bytes_.size() - offset) return false;
    for (size_t i = 0; i < length; ++i) {
      if (!spend()) return false;
      bytes_[offset + i] &= data[i];
    }
    return true;
  }

  bool erase_sector(uint32_t offset) override {
    ++erasures;
    for (uint32_t i = 0; i < sector_size_; ++i) {
      if (!spend()) return false;
      bytes_[offset + i] = 0xFF;
    }
    return true;
  }

  void cut_power_after(uint64_t bytes) { budget_ = bytes; }
  void restore_power() { budget_ = std::numeric_limits<uint64_t>::max(); }
  bool is_dead() const { return budget_ == 0; }
  std::vector<uint8_t>& bytes() { return bytes_; }

  uint32_t erasures = 0;

 private:
  bool spend() {
    if (budget_ == 0) return false;
    --budget_;
    return true;
  }

  uint32_t sector_size_;
  std::vector<uint8_t> bytes_;
  uint64_t budget_ = std::numeric_limits<uint64_t>::max();
};

}  // namespace platform::test
