#include "core/license.h"

#include <algorithm>
#include <array>

#include "core/bytes.h"
#include "core/crc32.h"

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
  std::array<uint8_t, kLongestRecord> bytes;
  const int32_t length = store_.read(kKey, bytes.data(), bytes.size());
  Record stored;
  if (length > 0 && decode(bytes.data(), static_cast<size_t>(length), stored)) record_ = stored;
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
  return command.kind != CommandKind::lease && command.issued_at_ms < record_.last_switch_ms;
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
  std::array<uint8_t, kLongestRecord> bytes;
  ByteWriter out(bytes.data(), bytes.size() - sizeof(uint32_t));
  out.put(kVersion);
  out.put(static_cast<uint8_t>(changed.disabled));
  out.put_text(changed.reason.view());
  out.put(changed.lease.valid_until_s);
  out.put(changed.lease.sequence);
  out.put(changed.last_switch_ms);
  out.put(changed.last_issued_ms);
  for (const CommandHistory::Entry& entry : changed.history.entries()) {
    out.put(entry.id_hash);
    out.put(static_cast<uint8_t>(entry.kind));
  }
  out.put(static_cast<uint8_t>(changed.history.next()));
  ByteWriter sum(bytes.data() + out.size(), sizeof(uint32_t));
  sum.put(crc32(bytes.data(), out.size()));
  if (!out.ok() || !store_.write(kKey, bytes.data(), out.size() + sum.size())) return false;
  if (changed.last_issued_ms != record_.last_issued_ms) last_issued_uptime_ms_ = now.uptime_ms;
  record_ = changed;
  return true;
}

bool License::decode(const uint8_t* bytes, size_t length, Record& record) {
  if (length < sizeof(uint32_t)) return false;
  const size_t body = length - sizeof(uint32_t);
  ByteReader sum(bytes + body, sizeof(uint32_t));
  if (sum.get<uint32_t>() != crc32(bytes, body)) return false;
  ByteReader in(bytes, body);
  if (in.get<uint8_t>() != kVersion) return false;
  record.disabled = in.get<uint8_t>() != 0;
  record.reason.assign(in.get_text());
  record.lease.valid_until_s = in.get<int64_t>();
  record.lease.sequence = in.get<int64_t>();
  record.last_switch_ms = in.get<int64_t>();
  record.last_issued_ms = in.get<int64_t>();
  for (size_t i = 0; i < CommandHistory::kCapacity; ++i) {
    const auto hash = in.get<uint64_t>();
    record.history.restore(i, {hash, static_cast<CommandKind>(in.get<uint8_t>())});
  }
  record.history.restore_next(in.get<uint8_t>());
  return in.ok() && in.at_end();
}

}  // namespace platform
