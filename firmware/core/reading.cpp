#include "core/reading.h"

#include "core/bytes.h"
#include "core/json_writer.h"
#include "core/timestamp.h"

namespace platform {
namespace {

constexpr uint8_t kEstimate = 0x80;

void put(ByteWriter& out, const Measurement& m) {
  out.put(m.temperature_tenths);
  out.put(m.humidity_tenths);
  out.put(m.aqi);
  out.put(m.pressure_tenths);
  out.put(static_cast<uint8_t>((m.aqi_accuracy & ~kEstimate) | (m.aqi_is_estimate ? kEstimate : 0)));
}

Measurement get_measurement(ByteReader& in) {
  Measurement m;
  m.temperature_tenths = in.get<int16_t>();
  m.humidity_tenths = in.get<uint16_t>();
  m.aqi = in.get<uint16_t>();
  m.pressure_tenths = in.get<uint16_t>();
  const auto accuracy = in.get<uint8_t>();
  m.aqi_accuracy = accuracy & static_cast<uint8_t>(~kEstimate);
  m.aqi_is_estimate = (accuracy & kEstimate) != 0;
  return m;
}

void write_extremes(JsonWriter& json, const Reading& reading) {
  json.integer("samples", reading.samples)
      .integer("window_s", reading.window_s)
      .tenths("temperature_min", reading.lowest.temperature_tenths)
      .tenths("temperature_max", reading.highest.temperature_tenths)
      .tenths("humidity_min", reading.lowest.humidity_tenths)
      .tenths("humidity_max", reading.highest.humidity_tenths)
      .integer("aqi_min", reading.lowest.aqi)
      .integer("aqi_max", reading.highest.aqi)
      .tenths("pressure_min", reading.lowest.pressure_tenths)
      .tenths("pressure_max", reading.highest.pressure_tenths);
}

}  // namespace

size_t encode_reading(const Reading& reading, uint8_t* out, size_t capacity) {
  ByteWriter bytes(out, capacity);
  reading.time.encode(bytes);
  put(bytes, reading.value);
  if (reading.is_aggregate()) {
    bytes.put(reading.window_s);
    bytes.put(reading.samples);
    put(bytes, reading.lowest);
    put(bytes, reading.highest);
  }
  return bytes.ok() ? bytes.size() : 0;
}

bool decode_reading(const uint8_t* bytes, size_t length, Reading& reading) {
  ByteReader in(bytes, length);
  reading = {};
  reading.time.decode(in);
  reading.value = get_measurement(in);
  if (in.ok() && !in.at_end()) {
    reading.window_s = in.get<uint16_t>();
    reading.samples = in.get<uint16_t>();
    reading.lowest = get_measurement(in);
    reading.highest = get_measurement(in);
  }
  return in.ok() && in.at_end();
}

std::string_view write_reading(const Reading& reading, uint32_t sequence, const ReadingOrigin& origin,
                               char* buffer, size_t capacity) {
  JsonWriter json(buffer, capacity);
  json.text("device_id", origin.device_id).text("license_key", origin.license_key);
  if (reading.time.unix_ms >= 0) {
    TimestampText text;
    json.text("timestamp", format_timestamp(reading.time.unix_ms, text));
  } else {
    json.integer("boot", reading.time.boot).integer("uptime_s", reading.time.uptime_s);
  }
  json.integer("seq", sequence)
      .tenths("temperature", reading.value.temperature_tenths)
      .tenths("humidity", reading.value.humidity_tenths)
      .integer("aqi", reading.value.aqi)
      .integer("aqi_accuracy", reading.value.aqi_accuracy)
      .tenths("pressure", reading.value.pressure_tenths);
  if (reading.value.aqi_is_estimate) json.text("aqi_source", "estimate");
  if (reading.is_aggregate()) write_extremes(json, reading);
  return json.finish();
}

}  // namespace platform
