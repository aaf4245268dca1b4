#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace platform {

/// Little-endian encoder into a caller's buffer; `ok()` is false once anything did not fit.
class ByteWriter {
 public:
  ByteWriter(uint8_t* out, size_t capacity) : out_(out), capacity_(capacity) {}

  template <typename T>
  void put(T value) {
    if (!reserve(sizeof(T))) return;
    auto bits = static_cast<uint64_t>(value);
    for (size_t i = 0; i < sizeof(T); ++i, bits >>= 8) out_[size_++] = static_cast<uint8_t>(bits);
  }

  /// One length byte, then the text.
  void put_text(std::string_view text) {
    put(static_cast<uint8_t>(text.size()));
    if (!reserve(text.size())) return;
    if (!text.empty()) std::memcpy(out_ + size_, text.data(), text.size());
    size_ += text.size();
  }

  size_t size() const { return size_; }
  bool ok() const { return ok_; }

 private:
  bool reserve(size_t length) {
    if (capacity_ - size_ < length) ok_ = false;
    return ok_;
  }

  uint8_t* out_;
  size_t capacity_;
  size_t size_ = 0;
  bool ok_ = true;
};

/// The counterpart of ByteWriter; reads zeros once it has run past the end, and `ok()` says so.
class ByteReader {
 public:
  ByteReader(const uint8_t* data, size_t size) : data_(data), size_(size) {}

  template <typename T>
  T get() {
    if (size_ - position_ < sizeof(T)) {
      ok_ = false;
      position_ = size_;
      return T{};
    }
    uint64_t bits = 0;
    for (size_t i = 0; i < sizeof(T); ++i) bits |= static_cast<uint64_t>(data_[position_ + i]) << (8 * i);
    position_ += sizeof(T);
    return static_cast<T>(bits);
  }

  std::string_view get_text() {
    const size_t length = get<uint8_t>();
    if (size_ - position_ < length) {
      ok_ = false;
      position_ = size_;
      return {};
    }
    const auto* start = reinterpret_cast<const char*>(data_ + position_);
    position_ += length;
    return {start, length};
  }

  bool ok() const { return ok_; }
  bool at_end() const { return position_ == size_; }

 private:
  const uint8_t* data_;
  size_t size_;
  size_t position_ = 0;
  bool ok_ = true;
};

}  // namespace platform
