#include "core/gateway.h"

namespace platform {

bool Gateway::start(Instant now) {
  last_connected_ms_ = now.uptime_ms;
  return Device::start(now);
}

void Gateway::tick(Instant now) {
  if (session().is_connected()) last_connected_ms_ = now.uptime_ms;
  Device::tick(now);
}

void Gateway::stop() {
  keep_open_summary();
  Device::stop();
}

void Gateway::on_connected(Instant now) {
  keep_open_summary();
  last_connected_ms_ = now.uptime_ms;
  Device::on_connected(now);
}

bool Gateway::sample(const Measurement& measurement, Instant now) {
  if (!may_work(now)) return false;
  Reading reading;
  reading.value = measurement;
  reading.time = record_time(now);
  if (!session().is_connected() && now.uptime_ms - last_connected_ms_ >= kAggregateAfterMs) {
    const std::optional<Reading> finished = aggregator_.add(reading);
    return !finished || keep(*finished);
  }
  if (!keep(reading)) return false;
  session().pump(now);
  return true;
}

bool Gateway::keep(const Reading& reading) {
  std::array<uint8_t, kLongestReadingRecord> record;
  const size_t length = encode_reading(reading, record.data(), record.size());
  return length > 0 && append(record.data(), length);
}

void Gateway::keep_open_summary() {
  if (const std::optional<Reading> open = aggregator_.flush()) keep(*open);
}

std::string_view Gateway::write_record(const LogRecord& record, Instant now, RecordTime& time) {
  Reading reading;
  if (!decode_reading(record.payload.data(), record.length, reading)) return {};
  repair_time(reading.time, now);
  time = reading.time;
  const ReadingOrigin origin{config().device_id, license_key_};
  return write_reading(reading, record.sequence, origin, payload_.data(), payload_.size());
}

CommandOutcome Gateway::execute(const Command&, Instant, std::optional<Refusal>& refusal) {
  refusal = Refusal::unknown_command;
  return CommandOutcome::refused;
}

}  // namespace platform
