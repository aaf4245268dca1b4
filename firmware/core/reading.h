#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/record_time.h"

namespace platform {

/// Values of the workshop's air sensor as integers on wire scale.
struct Measurement {
  int16_t temperature_tenths = 0;  ///< 0.1 °C
  uint16_t humidity_tenths = 0;    ///< 0.1 %RH
  uint16_t aqi = 0;                ///< IAQ, 0 to 500
  uint16_t pressure_tenths = 0;    ///< 0.1 hPa
  uint8_t aqi_accuracy = 0;        ///< 0 to 3; alarms only from 2
  bool aqi_is_estimate = false;    ///< from the gas resistance alone, without the vendor's library
};

/// One sample, or the summary of a stretch of samples: then `value` is the mean and `samples` > 1.
struct Reading {
  RecordTime time;
  Measurement value;
  Measurement lowest;
  Measurement highest;
  uint16_t samples = 1;
  uint16_t window_s = 0;

  bool is_aggregate() const { return window_s > 0; }
};

constexpr size_t kLongestReadingRecord = 64;
constexpr size_t kLongestReadingPayload = 640;

/// Binary form for the journal; returns its length.
size_t encode_reading(const Reading& reading, uint8_t* out, size_t capacity);
bool decode_reading(const uint8_t* bytes, size_t length, Reading& reading);

/// Who sends a reading.
struct ReadingOrigin {
  std::string_view device_id;
  std::string_view license_key;
};

/// The MQTT payload; `buffer` keeps it. A record without wall time carries `boot` and `uptime_s` instead
/// of `timestamp`. An aggregate adds `samples`, `window_s` and the extremes; an
/// estimated air quality is marked `"aqi_source":"estimate"`.
std::string_view write_reading(const Reading& reading, uint32_t sequence, const ReadingOrigin& origin,
                               char* buffer, size_t capacity);

}  // namespace platform
