#pragma once

#include <cstddef>
#include <cstdint>

namespace platform {

/// A raw NOR flash partition: erasing a sector sets all its bits, programming only clears bits.
class Flash {
 public:
  virtual uint32_t size() const = 0;
  virtual uint32_t sector_size() const = 0;
  virtual bool read(uint32_t offset, uint8_t* out, size_t length) = 0;
  virtual bool program(uint32_t offset, const uint8_t* data, size_t length) = 0;
  /// `offset` is the start of a sector.
  virtual bool erase_sector(uint32_t offset) = 0;

 protected:
  ~Flash() = default;
};

}  // namespace platform
