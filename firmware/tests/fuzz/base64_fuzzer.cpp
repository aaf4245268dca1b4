#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "check.h"
#include "core/base64.h"
#include "fakes.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  std::vector<uint8_t> out(size);
  const int32_t length = platform::decode_base64url(text, out.data(), out.size());
  if (length < 0) return 0;
  const std::string bytes(out.begin(), out.begin() + length);
  check(platform::test::encode_base64url(bytes) == text, "what decodes has one spelling only");
  return 0;
}
