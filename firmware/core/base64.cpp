#include "core/base64.h"

namespace platform {
namespace {

int32_t sextet(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '-') return 62;
  if (c == '_') return 63;
  return -1;
}

}  // namespace

int32_t decode_base64url(std::string_view text, uint8_t* out, size_t capacity) {
  if (text.size() % 4 == 1 || text.size() * 3 / 4 > capacity) return -1;
  uint32_t bits = 0;
  uint32_t count = 0;
  int32_t length = 0;
  for (const char c : text) {
    const int32_t value = sextet(c);
    if (value < 0) return -1;
    bits = (bits << 6) | static_cast<uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out[length++] = static_cast<uint8_t>(bits >> count);
      bits &= (1U << count) - 1;
    }
  }
  // A second spelling of the same bytes would let a signed text be altered without notice.
  return bits == 0 ? length : -1;
}

}  // namespace platform
