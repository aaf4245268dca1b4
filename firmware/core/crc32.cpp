#include "core/crc32.h"

#include <array>

namespace platform {
namespace {

// Four bits at a time: 64 bytes of table instead of 1 kB, and quick enough for records of 40 bytes.
constexpr std::array<uint32_t, 16> make_table() {
  std::array<uint32_t, 16> table{};
  for (uint32_t i = 0; i < table.size(); ++i) {
    uint32_t value = i;
    for (int bit = 0; bit < 4; ++bit) value = (value >> 1) ^ ((value & 1U) != 0 ? 0xEDB88320U : 0U);
    table[i] = value;
  }
  return table;
}

constexpr std::array<uint32_t, 16> kTable = make_table();

}  // namespace

uint32_t crc32(const uint8_t* data, size_t length, uint32_t previous) {
  uint32_t sum = ~previous;
  for (size_t i = 0; i < length; ++i) {
    sum ^= data[i];
    sum = (sum >> 4) ^ kTable[sum & 0xFU];
    sum = (sum >> 4) ^ kTable[sum & 0xFU];
  }
  return ~sum;
}

}  // namespace platform
