#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace platform {

using Sha256Digest = std::array<uint8_t, 32>;
using Es256Signature = std::array<uint8_t, 64>;

/// Signatures and digests; the public key (P-256) belongs to the implementation.
class Crypto {
 public:
  /// `signature` is r and s, 32 bytes each, as in RFC 7518 section 3.4.
  virtual bool verify_es256(const uint8_t* message, size_t length, const Es256Signature& signature) = 0;
  virtual bool sha256(const uint8_t* message, size_t length, Sha256Digest& digest) = 0;

 protected:
  ~Crypto() = default;
};

}  // namespace platform
