#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace platform {

/// Decodes unpadded base64url (RFC 4648 section 5) and returns the length, or -1 when the text holds a
/// foreign character, has an impossible length, non-zero spare bits, or does not fit.
int32_t decode_base64url(std::string_view text, uint8_t* out, size_t capacity);

}  // namespace platform
