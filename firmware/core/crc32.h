#pragma once

#include <cstddef>
#include <cstdint>

namespace platform {

/// CRC-32 of IEEE 802.3 (reflected polynomial 0xEDB88320); pass the previous result to continue a sum.
uint32_t crc32(const uint8_t* data, size_t length, uint32_t previous = 0);

}  // namespace platform
