#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/bytes.h"
#include "core/crc32.h"
#include "ports/store.h"

namespace platform {

/// A record on its way into the store: a version, the fields, and a CRC-32 over both. N bounds its size.
template <size_t N>
class SealedWriter {
 public:
  explicit SealedWriter(uint8_t version) { out.put(version); }
  SealedWriter(const SealedWriter&) = delete;
  SealedWriter& operator=(const SealedWriter&) = delete;

  /// False when it did not fit or could not be stored; the store then has what it had.
  bool save(Store& store, std::string_view key) {
    ByteWriter sum(bytes_.data() + out.size(), sizeof(uint32_t));
    sum.put(crc32(bytes_.data(), out.size()));
    return out.ok() && store.write(key, bytes_.data(), out.size() + sum.size());
  }

 private:
  std::array<uint8_t, N> bytes_;

 public:
  ByteWriter out{bytes_.data(), N - sizeof(uint32_t)};
};

/// The counterpart of SealedWriter.
template <size_t N>
class SealedReader {
 public:
  /// `in` stands at the first field, or at its end when there is no intact record of that version.
  SealedReader(Store& store, std::string_view key, uint8_t version) {
    const int32_t length = store.read(key, bytes_.data(), N);
    if (length < static_cast<int32_t>(sizeof(uint32_t) + sizeof version)) return;
    const size_t body = static_cast<size_t>(length) - sizeof(uint32_t);
    ByteReader sum(bytes_.data() + body, sizeof(uint32_t));
    if (sum.get<uint32_t>() != crc32(bytes_.data(), body) || bytes_[0] != version) return;
    in = ByteReader(bytes_.data() + sizeof version, body - sizeof version);
    is_intact_ = true;
  }
  SealedReader(const SealedReader&) = delete;
  SealedReader& operator=(const SealedReader&) = delete;

  bool is_intact() const { return is_intact_; }
  /// The record was intact and had exactly the fields that were read.
  bool is_complete() const { return is_intact_ && in.ok() && in.at_end(); }

 private:
  std::array<uint8_t, N> bytes_;
  bool is_intact_ = false;

 public:
  ByteReader in{bytes_.data(), 0};
};

}  // namespace platform
