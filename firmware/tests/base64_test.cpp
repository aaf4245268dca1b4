#include "core/base64.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "fakes.h"

namespace platform {
namespace {

struct Case {
  const char* text;
  int32_t length;
  const char* bytes;
};

class Base64Table : public testing::TestWithParam<Case> {};

TEST_P(Base64Table, Decode_returns_bytes_or_refuses) {
  std::array<uint8_t, 16> out{};
  const int32_t length = decode_base64url(GetParam().text, out.data(), out.size());
  ASSERT_EQ(length, GetParam().length);
  if (length > 0) {
    EXPECT_EQ(std::string(out.begin(), out.begin() + length), GetParam().bytes);
  }
}

INSTANTIATE_TEST_SUITE_P(Rfc4648, Base64Table,
                         testing::Values(Case{"", 0, ""}, Case{"Zg", 1, "f"}, Case{"Zm8", 2, "fo"},
                                         Case{"Zm9v", 3, "foo"}, Case{"Zm9vYg", 4, "foob"},
                                         Case{"Zm9vYmE", 5, "fooba"}, Case{"Zm9vYmFy", 6, "foobar"},
                                         Case{"-_-_", 3, "\xFB\xFF\xBF"}));
INSTANTIATE_TEST_SUITE_P(Refused, Base64Table,
                         testing::Values(Case{"Z", -1, ""}, Case{"Zm9vY", -1, ""}, Case{"Zg==", -1, ""},
                                         Case{"Zm+v", -1, ""}, Case{"Zm/v", -1, ""}, Case{"Zm v", -1, ""},
                                         // Spare bits that are not zero are a second spelling.
                                         Case{"Zh", -1, ""}, Case{"Zm9", -1, ""}));

TEST(Base64, Decode_refuses_what_does_not_fit) {
  std::array<uint8_t, 2> out{};
  EXPECT_EQ(decode_base64url("Zm9v", out.data(), out.size()), -1);
}

TEST(Base64, Decode_reverses_every_byte_value) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  std::array<uint8_t, 256> out{};
  ASSERT_EQ(decode_base64url(test::encode_base64url(all), out.data(), out.size()), 256);
  EXPECT_EQ(std::string(out.begin(), out.end()), all);
}

}  // namespace
}  // namespace platform
