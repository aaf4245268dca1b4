#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "ports/crypto.h"

namespace platform {

/// Crypto by the PSA interface of Mbed TLS: the same code on Linux (2.28) and on the chip (4.x).
class PsaCrypto final : public Crypto {
 public:
  /// `public_key_pem` is a P-256 SubjectPublicKeyInfo. Without a valid key every signature is refused.
  explicit PsaCrypto(std::string_view public_key_pem);
  ~PsaCrypto();
  PsaCrypto(const PsaCrypto&) = delete;
  PsaCrypto& operator=(const PsaCrypto&) = delete;

  bool has_key() const { return key_ != 0; }
  bool verify_es256(const uint8_t* message, size_t length, const Es256Signature& signature) override;
  bool sha256(const uint8_t* message, size_t length, Sha256Digest& digest) override;

 private:
  uint32_t key_ = 0;
};

}  // namespace platform
