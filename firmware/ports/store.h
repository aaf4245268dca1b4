#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace platform {

/// Small durable key/value store (NVS on the chip, a file on Linux). Keys have at most 15 characters.
class Store {
 public:
  /// Copies the value to `out` and returns its length, or -1 when the key is absent or does not fit.
  virtual int32_t read(std::string_view key, uint8_t* out, size_t capacity) = 0;

  /// Returns true only when the value would survive a power cut from now on.
  virtual bool write(std::string_view key, const uint8_t* value, size_t length) = 0;

 protected:
  ~Store() = default;
};

}  // namespace platform
