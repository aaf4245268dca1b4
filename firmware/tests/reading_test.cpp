#include "core/reading.h"

#include <gtest/gtest.h>

#include <array>

namespace platform {
namespace {

Reading sample() {
  Reading reading;
  reading.time = {1'795'168'800'123, 77, 3};
  reading.value = {241, 512, 42, 10'082, 3};
  return reading;
}

std::string payload(const Reading& reading) {
  std::array<char, kLongestReadingPayload> buffer;
  return std::string(
      write_reading(reading, 123, {"ESP32-A1", "LIC-AAAA-BBBB-CCCC"}, buffer.data(), buffer.size()));
}

Reading through_flash(const Reading& reading) {
  std::array<uint8_t, kLongestReadingRecord> bytes;
  const size_t length = encode_reading(reading, bytes.data(), bytes.size());
  Reading decoded;
  EXPECT_TRUE(length > 0 && decode_reading(bytes.data(), length, decoded));
  return decoded;
}

TEST(Reading, Payload_is_pinned) {
  EXPECT_EQ(
      payload(through_flash(sample())),
      R"({"device_id":"ESP32-A1","license_key":"LIC-AAAA-BBBB-CCCC","timestamp":"2026-11-20T10:00:00.123Z",)"
      R"("seq":123,"temperature":24.1,"humidity":51.2,"aqi":42,"aqi_accuracy":3,"pressure":1008.2})");
}

TEST(Reading, Estimated_air_quality_is_marked) {
  Reading reading = sample();
  reading.value.aqi_is_estimate = true;
  const std::string text = payload(through_flash(reading));
  EXPECT_NE(text.find(R"("aqi_accuracy":3,"pressure":1008.2,"aqi_source":"estimate"})"), std::string::npos);
}

TEST(Reading, Without_wall_time_it_carries_boot_and_uptime) {
  Reading reading = sample();
  reading.time.unix_ms = Instant::kUnknown;
  reading.value.temperature_tenths = -5;
  EXPECT_EQ(payload(through_flash(reading)),
            R"({"device_id":"ESP32-A1","license_key":"LIC-AAAA-BBBB-CCCC","boot":3,"uptime_s":77,)"
            R"("seq":123,"temperature":-0.5,"humidity":51.2,"aqi":42,"aqi_accuracy":3,"pressure":1008.2})");
}

TEST(Reading, Aggregate_adds_samples_and_extremes) {
  Reading reading = sample();
  reading.window_s = 60;
  reading.samples = 12;
  reading.lowest = {238, 500, 40, 10'080, 3};
  reading.highest = {250, 520, 180, 10'084, 3};
  const std::string text = payload(through_flash(reading));
  EXPECT_NE(text.find(R"("samples":12,"window_s":60,"temperature_min":23.8,"temperature_max":25.0,)"),
            std::string::npos);
  EXPECT_NE(text.find(R"("aqi_min":40,"aqi_max":180,"pressure_min":1008.0,"pressure_max":1008.4})"),
            std::string::npos);
}

TEST(Reading, Largest_payload_fits_its_buffer) {
  Reading reading = sample();
  reading.window_s = reading.samples = 65'535;
  reading.value = reading.lowest = reading.highest = {-32'768, 65'535, 65'535, 65'535, 127, true};
  std::array<char, kLongestReadingPayload> buffer;
  const std::string id(50, 'x');
  EXPECT_FALSE(write_reading(reading, 4'294'967'295, {id, id}, buffer.data(), buffer.size()).empty());
}

TEST(Reading, Decode_refuses_any_other_length) {
  Reading aggregate = sample();
  aggregate.window_s = 60;
  std::array<uint8_t, kLongestReadingRecord> bytes{};
  const size_t plain = encode_reading(sample(), bytes.data(), bytes.size());
  const size_t full = encode_reading(aggregate, bytes.data(), bytes.size());
  Reading decoded;
  for (size_t length = 0; length <= bytes.size(); ++length) {
    EXPECT_EQ(decode_reading(bytes.data(), length, decoded), length == plain || length == full) << length;
  }
  EXPECT_EQ(encode_reading(sample(), bytes.data(), plain - 1), 0U);
}

}  // namespace
}  // namespace platform
