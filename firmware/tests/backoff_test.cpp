#include "core/backoff.h"

#include <gtest/gtest.h>

#include <set>

#include "core/crc32.h"

namespace platform {
namespace {

TEST(Backoff, Next_doubles_within_half_jitter_up_to_30_seconds) {
  Backoff backoff(7);
  uint32_t ceiling = Backoff::kFirstMs;
  for (int i = 0; i < 20; ++i) {
    const uint32_t delay = backoff.next_ms();
    EXPECT_GE(delay, ceiling / 2);
    EXPECT_LE(delay, ceiling);
    ceiling = std::min(ceiling * 2, Backoff::kLastMs);
  }
}

TEST(Backoff, Reset_starts_from_the_first_delay) {
  Backoff backoff(7);
  for (int i = 0; i < 10; ++i) backoff.next_ms();
  backoff.reset();
  EXPECT_LE(backoff.next_ms(), Backoff::kFirstMs);
}

TEST(Backoff, Thousand_devices_spread_over_the_ceiling) {
  std::set<uint32_t> delays;
  for (uint32_t seed = 1; seed <= 1000; ++seed) {
    Backoff backoff(static_cast<uint32_t>(fnv1a("ESP32-" + std::to_string(seed))));
    for (int i = 0; i < 6; ++i) backoff.next_ms();
    delays.insert(backoff.next_ms() / 100);
  }
  EXPECT_GT(delays.size(), 100U);
}

TEST(Crc32, Known_check_value) {
  const std::string text = "123456789";
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  EXPECT_EQ(crc32(bytes, text.size()), 0xCBF43926U);
  EXPECT_EQ(crc32(bytes + 4, 5, crc32(bytes, 4)), 0xCBF43926U);
}

}  // namespace
}  // namespace platform
