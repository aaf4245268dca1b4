#include "ports/psa_crypto.h"

#include <psa/crypto.h>

#include <algorithm>
#include <optional>

#include "core/base64.h"

namespace platform {
namespace {

constexpr size_t kPointSize = 65;
using Point = std::array<uint8_t, kPointSize>;

// SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING } up to the point itself (RFC 5480).
constexpr std::array<uint8_t, 26> kP256Prefix = {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48,
                                                 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48,
                                                 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00};

// PEM bodies are padded standard base64 with line breaks; the decoder takes base64url without either.
std::optional<Point> read_point(std::string_view pem) {
  constexpr std::string_view kBegin = "-----BEGIN PUBLIC KEY-----";
  constexpr std::string_view kEnd = "-----END PUBLIC KEY-----";
  const size_t begin = pem.find(kBegin);
  const size_t end = pem.find(kEnd);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return std::nullopt;
  std::array<char, 160> text;
  size_t length = 0;
  for (char c : pem.substr(begin + kBegin.size(), end - begin - kBegin.size())) {
    if (c == '\n' || c == '\r' || c == ' ' || c == '=') continue;
    if (length == text.size()) return std::nullopt;
    if (c == '+') c = '-';
    if (c == '/') c = '_';
    text[length++] = c;
  }
  std::array<uint8_t, kP256Prefix.size() + kPointSize> der;
  const int32_t size = decode_base64url({text.data(), length}, der.data(), der.size());
  if (size != static_cast<int32_t>(der.size())) return std::nullopt;
  if (!std::equal(kP256Prefix.begin(), kP256Prefix.end(), der.begin())) return std::nullopt;
  Point point;
  std::copy(der.begin() + kP256Prefix.size(), der.end(), point.begin());
  return point;
}

}  // namespace

PsaCrypto::PsaCrypto(std::string_view public_key_pem) {
  const std::optional<Point> point = read_point(public_key_pem);
  if (psa_crypto_init() != PSA_SUCCESS || !point) return;
  psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
  psa_set_key_type(&attributes, PSA_KEY_TYPE_ECC_PUBLIC_KEY(PSA_ECC_FAMILY_SECP_R1));
  psa_set_key_bits(&attributes, 256);
  psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_VERIFY_MESSAGE);
  psa_set_key_algorithm(&attributes, PSA_ALG_ECDSA(PSA_ALG_SHA_256));
  psa_key_id_t key = 0;
  if (psa_import_key(&attributes, point->data(), point->size(), &key) == PSA_SUCCESS) key_ = key;
}

PsaCrypto::~PsaCrypto() {
  if (key_ != 0) psa_destroy_key(key_);
}

bool PsaCrypto::verify_es256(const uint8_t* message, size_t length, const Es256Signature& signature) {
  return key_ != 0 && psa_verify_message(key_, PSA_ALG_ECDSA(PSA_ALG_SHA_256), message, length,
                                         signature.data(), signature.size()) == PSA_SUCCESS;
}

bool PsaCrypto::sha256(const uint8_t* message, size_t length, Sha256Digest& digest) {
  size_t written = 0;
  return psa_hash_compute(PSA_ALG_SHA_256, message, length, digest.data(), digest.size(), &written) ==
             PSA_SUCCESS &&
         written == digest.size();
}

}  // namespace platform
