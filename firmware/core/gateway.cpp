#include "core/gateway.h"

#include "core/bytes.h"

namespace platform {
namespace {

constexpr std::string_view kBootKey = "boot";

}  // namespace

Gateway::Gateway(const GatewayConfig& config, const GatewayPorts& ports)
    : config_(config),
      ports_(ports),
      license_(ports.store, config.lease_grace_s),
      journal_(ports.flash),
      session_(ports.link, *this, config.topics, config.window,
               static_cast<uint32_t>(fnv1a(config.device_id))) {}

bool Gateway::start(Instant now) {
  license_.load(now);
  reported_ = license_.state(now);
  count_boot();
  last_connected_ms_ = now.uptime_ms;
  next_ask_ms_ = now.uptime_ms + config_.license_ask_s * 1000ULL;
  return journal_.mount();
}

void Gateway::count_boot() {
  std::array<uint8_t, sizeof(uint32_t)> bytes;
  if (ports_.store.read(kBootKey, bytes.data(), bytes.size()) == static_cast<int32_t>(bytes.size())) {
    boot_ = ByteReader(bytes.data(), bytes.size()).get<uint32_t>();
  }
  ++boot_;
  ByteWriter(bytes.data(), bytes.size()).put(boot_);
  // A store that cannot write repeats a boot number; the sequence numbers still tell records apart.
  static_cast<void>(ports_.store.write(kBootKey, bytes.data(), bytes.size()));
}

void Gateway::tick(Instant now) {
  if (session_.is_connected()) last_connected_ms_ = now.uptime_ms;
  report_change(now);
  if (!may_sample(now) && now.uptime_ms >= next_ask_ms_) {
    next_ask_ms_ = now.uptime_ms + config_.license_ask_s * 1000ULL;
    ports_.license_query.ask();
  }
  session_.tick(now);
}

void Gateway::stop() {
  if (const std::optional<Reading> open = aggregator_.flush()) append(*open);
  journal_.flush();
}

bool Gateway::sample(const Measurement& measurement, Instant now) {
  if (!may_sample(now)) return false;
  Reading reading;
  reading.value = measurement;
  reading.time = {now.unix_ms, static_cast<uint32_t>(now.uptime_ms / 1000), boot_};
  if (!session_.is_connected() && now.uptime_ms - last_connected_ms_ >= kAggregateAfterMs) {
    const std::optional<Reading> finished = aggregator_.add(reading);
    return !finished || append(*finished);
  }
  if (!append(reading)) return false;
  session_.pump(now);
  return true;
}

bool Gateway::append(const Reading& reading) {
  std::array<uint8_t, kLongestReadingRecord> record;
  const size_t length = encode_reading(reading, record.data(), record.size());
  return length > 0 && journal_.append(record.data(), length).has_value();
}

void Gateway::on_connected(Instant now) {
  if (const std::optional<Reading> open = aggregator_.flush()) append(*open);
  last_connected_ms_ = now.uptime_ms;
  reported_ = license_.state(now);
  Birth birth;
  birth.state = reported_;
  birth.firmware = config_.firmware;
  birth.boot = boot_;
  birth.uptime_s = static_cast<uint32_t>(now.uptime_ms / 1000);
  birth.reason = license_.reason(now);
  birth.lease_until_s = license_.lease_until_s();
  birth.queued = journal_.pending();
  birth.lost = journal_.lost();
  session_.on_connected(write_birth(birth, status_.data(), status_.size()), now);
}

bool Gateway::peek(OutgoingReading& reading, Instant now) {
  if (!may_sample(now)) return false;
  LogRecord record;
  Reading stored;
  while (journal_.peek(record)) {
    if (decode_reading(record.payload.data(), record.length, stored)) {
      repair_time(stored.time, now);
      peeked_ = {record.sequence, stored.time.unix_ms};
      const ReadingOrigin origin{config_.device_id, config_.license_key};
      reading = {record.sequence,
                 write_reading(stored, record.sequence, origin, payload_.data(), payload_.size())};
      return !reading.payload.empty();
    }
    // A record of another firmware's format can never be sent; it leaves the queue.
    journal_.advance();
    journal_.acknowledge(record.sequence);
  }
  return false;
}

void Gateway::repair_time(RecordTime& time, Instant now) {
  // The first wall time of this boot dates all its records; fixing it keeps a repeated record's
  // timestamp the same, which is part of its identity at the platform.
  if (!boot_epoch_ms_ && now.has_wall_time()) {
    boot_epoch_ms_ = now.unix_ms - static_cast<int64_t>(now.uptime_ms);
  }
  if (time.unix_ms < 0 && time.boot == boot_ && boot_epoch_ms_) {
    time.unix_ms = *boot_epoch_ms_ + time.uptime_s * 1000LL;
  }
}

void Gateway::sent() {
  journal_.advance();
  for (SentTime& slot : sent_times_) {
    if (slot.sequence != 0) continue;
    slot = peeked_;
    return;
  }
}

void Gateway::acknowledged(uint32_t sequence) {
  if (!journal_.acknowledge(sequence)) return;
  for (SentTime& slot : sent_times_) {
    if (slot.sequence != sequence) continue;
    ports_.observer.on_delivered(sequence, slot.unix_ms);
    slot = {};
    return;
  }
}

void Gateway::rewind() {
  journal_.rewind();
  sent_times_ = {};
}

void Gateway::report_change(Instant now) {
  const LicenseState state = license_.state(now);
  if (state == reported_) return;
  reported_ = state;
  next_ask_ms_ = now.uptime_ms + config_.license_ask_s * 1000ULL;
  ports_.observer.on_state(state, license_.reason(now));
  answer(write_state(state, license_.reason(now), license_.lease_until_s(), status_.data(), status_.size()),
         true);
}

}  // namespace platform
