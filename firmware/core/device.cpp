#include "core/device.h"

#include "core/backoff.h"
#include "core/bytes.h"

namespace platform {
namespace {

constexpr std::string_view kBootKey = "boot";

}  // namespace

Device::Device(const DeviceConfig& config, const DevicePorts& ports)
    : config_(config),
      ports_(ports),
      license_(ports.store, config.lease_grace_s),
      journal_(ports.flash),
      session_(ports.link, *this, config.topics, config.window,
               static_cast<uint32_t>(fnv1a(config.device_id))) {}

bool Device::start(Instant now) {
  license_.load(now);
  reported_ = license_.state(now);
  count_boot();
  ask_later(now);
  return journal_.mount();
}

void Device::count_boot() {
  std::array<uint8_t, sizeof(uint32_t)> bytes;
  if (ports_.store.read(kBootKey, bytes.data(), bytes.size()) == static_cast<int32_t>(bytes.size())) {
    boot_ = ByteReader(bytes.data(), bytes.size()).get<uint32_t>();
  }
  ++boot_;
  ByteWriter(bytes.data(), bytes.size()).put(boot_);
  // A store that cannot write repeats a boot number; the sequence numbers still tell records apart.
  static_cast<void>(ports_.store.write(kBootKey, bytes.data(), bytes.size()));
}

void Device::tick(Instant now) {
  report_license(now);
  if (!may_work(now) && now.uptime_ms >= next_ask_ms_) {
    ask_later(now);
    ports_.license_query.ask();
  }
  session_.tick(now);
}

void Device::on_connected(Instant now) {
  if (license_.state(now) != reported_) note_license(now);
  Birth birth;
  birth.state = reported_;
  birth.firmware = config_.firmware;
  birth.boot = boot_;
  birth.uptime_s = static_cast<uint32_t>(now.uptime_ms / 1000);
  birth.reason = license_.reason(now);
  birth.lease_until_s = license_.lease_until_s();
  birth.queued = journal_.pending();
  birth.lost = journal_.lost();
  JsonWriter json(status_.data(), status_.size());
  write_birth(json, birth);
  describe_birth(json);
  session_.on_connected(json.finish(), now);
}

bool Device::peek(OutgoingRecord& record, Instant now) {
  if (!may_send(now)) return false;
  LogRecord stored;
  while (journal_.peek(stored)) {
    RecordTime time;
    const std::string_view payload = write_record(stored, now, time);
    if (!payload.empty()) {
      peeked_ = {stored.sequence, time.unix_ms};
      record = {stored.sequence, payload};
      return true;
    }
    // A record of another firmware's format can never be sent; it leaves the queue.
    journal_.advance();
    journal_.acknowledge(stored.sequence);
  }
  return false;
}

void Device::repair_time(RecordTime& time, Instant now) {
  // The first wall time of this boot dates all its records; fixing it keeps a repeated record's
  // timestamp the same, which is part of its identity at the platform.
  if (!boot_epoch_ms_ && now.has_wall_time()) {
    boot_epoch_ms_ = now.unix_ms - static_cast<int64_t>(now.uptime_ms);
  }
  if (time.unix_ms < 0 && time.boot == boot_ && boot_epoch_ms_) {
    time.unix_ms = *boot_epoch_ms_ + time.uptime_s * 1000LL;
  }
}

void Device::sent() {
  journal_.advance();
  for (SentTime& slot : sent_times_) {
    if (slot.sequence != 0) continue;
    slot = peeked_;
    return;
  }
}

void Device::acknowledged(uint32_t sequence) {
  if (!journal_.acknowledge(sequence)) return;
  for (SentTime& slot : sent_times_) {
    if (slot.sequence != sequence) continue;
    ports_.observer.on_delivered(sequence, slot.unix_ms);
    slot = {};
    return;
  }
}

void Device::rewind() {
  journal_.rewind();
  sent_times_ = {};
}

// The product first: outputs are off before anybody hears of it.
void Device::note_license(Instant now) {
  reported_ = license_.state(now);
  ask_later(now);
  on_license_change(now);
  ports_.observer.on_state(reported_, license_.reason(now));
}

void Device::report_license(Instant now) {
  if (license_.state(now) == reported_) return;
  note_license(now);
  publish_status(true, [&](JsonWriter& json) {
    write_state(json, reported_, license_.reason(now), license_.lease_until_s());
    describe_state(json);
  });
}

}  // namespace platform
