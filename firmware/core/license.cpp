#include "core/license.h"

#include <algorithm>

#include "core/sealed_record.h"

namespace platform {
namespace {

constexpr std::string_view kKey = "license";
constexpr uint8_t kVersion = 1;
constexpr size_t kLongestRecord = 320;

}  // namespace

std::string_view to_text(LicenseState state) {
  switch (state) {
    case LicenseState::active:
      return "online";
    case LicenseState::disabled:
      return "disabled";
    case LicenseState::lease_expired:
      return "lease_expired";
  }
  return "disabled";
}

void License::load(Instant now) {
  SealedReader<kLongestRecord> record(store_, kKey, kVersion);
  Record stored;
  stored.disabled = record.in.get<uint8_t>() != 0;
  stored.reason.assign(record.in.get_text());
  stored.lease.valid_until_s = record.in.get<int64_t>();
  stored.lease.sequence = record.in.get<int64_t>();
  stored.last_switch_ms = record.in.get<int64_t>();
  stored.last_issued_ms = record.in.get<int64_t>();
  stored.history.decode(record.in);
  if (record.is_complete()) record_ = stored;
  last_issued_uptime_ms_ = now.uptime_ms;
}

bool License::disable(const Command& command, Instant now) {
  Record changed = record_;
  changed.disabled = true;
  changed.reason.assign(command.reason);
  changed.last_switch_ms = command.issued_at_ms;
  note(changed, command);
  return commit(changed, now);
}

bool License::enable(const Command& command, Instant now) {
  Record changed = record_;
  changed.disabled = false;
  changed.reason.assign({});
  changed.last_switch_ms = command.issued_at_ms;
  note(changed, command);
  return commit(changed, now);
}

bool License::renew(const Command& command, const Lease& lease, Instant now) {
  Record changed = record_;
  changed.lease = lease;
  note(changed, command);
  return commit(changed, now);
}

bool License::lift_switch(Instant now) {
  Record changed = record_;
  changed.disabled = false;
  changed.reason.assign({});
  return commit(changed, now);
}

LicenseState License::state(Instant now) const {
  if (record_.disabled) return LicenseState::disabled;
  const bool has_lease = record_.lease.valid_until_s > 0;
  if (has_lease && known_time_s(now) > record_.lease.valid_until_s + grace_s_) {
    return LicenseState::lease_expired;
  }
  return LicenseState::active;
}

std::string_view License::reason(Instant now) const {
  switch (state(now)) {
    case LicenseState::active:
      return {};
    case LicenseState::disabled:
      return record_.reason.view();
    case LicenseState::lease_expired:
      return "lease_expired";
  }
  return {};
}

bool License::is_overtaken(const Command& command) const {
  const bool is_switch = command.kind == CommandKind::disable || command.kind == CommandKind::enable;
  return is_switch && command.issued_at_ms < record_.last_switch_ms;
}

int64_t License::known_time_s(Instant now) const {
  int64_t known_ms = std::max<int64_t>(now.unix_ms, 0);
  if (record_.last_issued_ms > 0) {
    const auto since = static_cast<int64_t>(now.uptime_ms - last_issued_uptime_ms_);
    known_ms = std::max(known_ms, record_.last_issued_ms + since);
  }
  return known_ms / 1000;
}

void License::note(Record& record, const Command& command) {
  record.history.add(command.id, command.kind);
  record.last_issued_ms = std::max(record.last_issued_ms, command.issued_at_ms);
}

bool License::commit(const Record& changed, Instant now) {
  SealedWriter<kLongestRecord> record(kVersion);
  record.out.put(static_cast<uint8_t>(changed.disabled));
  record.out.put_text(changed.reason.view());
  record.out.put(changed.lease.valid_until_s);
  record.out.put(changed.lease.sequence);
  record.out.put(changed.last_switch_ms);
  record.out.put(changed.last_issued_ms);
  changed.history.encode(record.out);
  if (!record.save(store_, kKey)) return false;
  if (changed.last_issued_ms != record_.last_issued_ms) last_issued_uptime_ms_ = now.uptime_ms;
  record_ = changed;
  return true;
}

}  // namespace platform
