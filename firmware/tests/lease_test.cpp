#include "core/lease.h"

#include <gtest/gtest.h>
#include <psa/crypto.h>

#include <string>

#include "fakes.h"
#include "ports/psa_crypto.h"

namespace platform {
namespace {

std::string encode_standard(const std::string& bytes) {
  std::string text = test::encode_base64url(bytes);
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  while (text.size() % 4 != 0) text += '=';
  return text;
}

/// A P-256 key pair that signs as the platform does.
class Signer {
 public:
  Signer() {
    EXPECT_EQ(psa_crypto_init(), PSA_SUCCESS);
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    psa_set_key_type(&attributes, PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_SECP_R1));
    psa_set_key_bits(&attributes, 256);
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_SIGN_MESSAGE);
    psa_set_key_algorithm(&attributes, PSA_ALG_ECDSA(PSA_ALG_SHA_256));
    EXPECT_EQ(psa_generate_key(&attributes, &key_), PSA_SUCCESS);
  }
  ~Signer() { psa_destroy_key(key_); }

  std::string public_pem() const {
    std::string der(
        "\x30\x59\x30\x13\x06\x07\x2A\x86\x48\xCE\x3D\x02\x01\x06\x08\x2A\x86\x48\xCE\x3D\x03\x01\x07\x03\x42"
        "\x00",
        26);
    uint8_t point[65];
    size_t length = 0;
    EXPECT_EQ(psa_export_public_key(key_, point, sizeof point, &length), PSA_SUCCESS);
    der.append(reinterpret_cast<char*>(point), length);
    const std::string body = encode_standard(der);
    return "-----BEGIN PUBLIC KEY-----\n" + body.substr(0, 64) + "\n" + body.substr(64) +
           "\n-----END PUBLIC KEY-----\n";
  }

  std::string sign(const std::string& text) const {
    uint8_t signature[64];
    size_t length = 0;
    EXPECT_EQ(
        psa_sign_message(key_, PSA_ALG_ECDSA(PSA_ALG_SHA_256), reinterpret_cast<const uint8_t*>(text.data()),
                         text.size(), signature, sizeof signature, &length),
        PSA_SUCCESS);
    return text + "." + test::encode_base64url({reinterpret_cast<char*>(signature), length});
  }

 private:
  psa_key_id_t key_ = 0;
};

class LeaseTest : public testing::Test {
 protected:
  std::optional<Refusal> verify(const std::string& jws) {
    verdict = verify_lease(jws, {"ESP32-1", 5, 1'000}, crypto);
    return verdict.refusal;
  }

  Signer signer;
  PsaCrypto crypto{signer.public_pem()};
  LeaseVerdict verdict;
};

TEST_F(LeaseTest, Signed_lease_is_accepted) {
  ASSERT_TRUE(crypto.has_key());
  EXPECT_EQ(verify(signer.sign(test::unsigned_lease("ESP32-1", 2'000, 5))), std::nullopt);
  EXPECT_EQ(verdict.lease.valid_until_s, 2'000);
  EXPECT_EQ(verdict.lease.sequence, 5);
}

TEST_F(LeaseTest, Contents_are_judged_after_the_signature) {
  EXPECT_EQ(verify(signer.sign(test::unsigned_lease("ESP32-2", 2'000, 5))), Refusal::wrong_device);
  EXPECT_EQ(verify(signer.sign(test::unsigned_lease("ESP32-1", 2'000, 4))), Refusal::old_sequence);
  EXPECT_EQ(verify(signer.sign(test::unsigned_lease("ESP32-1", 1'000, 6))), Refusal::expired);
  EXPECT_EQ(verify(signer.sign(test::unsigned_lease("ESP32-1", -1, 6))), Refusal::malformed);
  const std::string header = test::encode_base64url(R"({"alg":"ES256","typ":"lease"})");
  EXPECT_EQ(verify(signer.sign(header + "." + test::encode_base64url("{}"))), Refusal::malformed);
  EXPECT_EQ(verify(signer.sign(header + "." + test::encode_base64url("hello"))), Refusal::malformed);
}

class LeaseHeader : public LeaseTest, public testing::WithParamInterface<const char*> {};

TEST_P(LeaseHeader, Foreign_header_is_a_bad_signature) {
  EXPECT_EQ(verify(signer.sign(test::unsigned_lease("ESP32-1", 2'000, 6, GetParam()))),
            Refusal::bad_signature);
}

INSTANTIATE_TEST_SUITE_P(Table, LeaseHeader,
                         testing::Values(R"({"alg":"none","typ":"lease"})",
                                         R"({"alg":"HS256","typ":"lease"})",
                                         R"({"alg":"es256","typ":"lease"})", R"({"typ":"lease"})",
                                         R"({"alg":"ES256","typ":"at+jwt"})", R"({"alg":"ES256"})",
                                         R"({"alg":"ES256","typ":"lease","crit":["b64"],"b64":false})"));

TEST_F(LeaseTest, Any_changed_character_is_refused) {
  const std::string good = signer.sign(test::unsigned_lease("ESP32-1", 2'000, 6));
  for (size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = bad[i] == 'A' ? 'B' : 'A';
    EXPECT_NE(verify(bad), std::nullopt) << "at " << i;
  }
}

TEST_F(LeaseTest, Shape_that_is_no_jws_is_refused) {
  for (const std::string jws : {"", ".", "..", "a.b", "a.b.c", "a.b.c.d"}) {
    EXPECT_NE(verify(jws), std::nullopt) << jws;
  }
  EXPECT_EQ(verify(std::string(1025, 'a')), Refusal::malformed);
}

TEST_F(LeaseTest, Signature_of_another_key_is_refused) {
  const Signer other;
  EXPECT_EQ(verify(other.sign(test::unsigned_lease("ESP32-1", 2'000, 6))), Refusal::bad_signature);
}

TEST(PsaCrypto, Key_that_is_no_p256_is_no_key) {
  EXPECT_FALSE(PsaCrypto("").has_key());
  EXPECT_FALSE(PsaCrypto("-----END PUBLIC KEY----------BEGIN PUBLIC KEY-----").has_key());
  EXPECT_FALSE(PsaCrypto("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----").has_key());
  EXPECT_FALSE(PsaCrypto("").verify_es256(nullptr, 0, Es256Signature{}));
}

TEST(PsaCrypto, Sha256_of_abc) {
  Sha256Digest digest{};
  ASSERT_TRUE(PsaCrypto("").sha256(reinterpret_cast<const uint8_t*>("abc"), 3, digest));
  EXPECT_EQ(digest[0], 0xBA);
  EXPECT_EQ(digest[31], 0xAD);
}

}  // namespace
}  // namespace platform
