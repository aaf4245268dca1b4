#pragma once

#include <cstdint>
#include <string_view>

#include "core/command.h"
#include "core/fixed_string.h"
#include "core/instant.h"
#include "core/lease.h"
#include "ports/store.h"

namespace platform {

/// Whether this device may work.
enum class LicenseState : uint8_t { active, disabled, lease_expired };

/// The word for a state in the status payload: online, disabled, lease_expired.
std::string_view to_text(LicenseState state);

/// The device's own copy of its license: the kill-switch's position and the lease. Every change is in the
/// store before the method returns true; when it returns false nothing has changed and nothing may be
/// acknowledged.
class License {
 public:
  /// `grace_s` is how long a device works on after its lease ran out.
  License(Store& store, uint32_t grace_s) : store_(store), grace_s_(grace_s) {}

  /// Reads what was persisted; a device without a record starts active and without a lease.
  void load(Instant now);

  bool disable(const Command& command, Instant now);
  bool enable(const Command& command, Instant now);
  bool renew(const Command& command, const Lease& lease, Instant now);
  /// The platform answered over HTTPS that the device may work; says nothing about the lease.
  bool lift_switch(Instant now);

  LicenseState state(Instant now) const;
  /// Why the device does not work; empty while it does.
  std::string_view reason(Instant now) const;

  /// True for an earlier switch that arrives after a later one.
  bool is_overtaken(const Command& command) const;
  const CommandHistory& history() const { return record_.history; }
  int64_t lease_until_s() const { return record_.lease.valid_until_s; }
  int64_t lease_sequence() const { return record_.lease.sequence; }
  /// The wall clock, or what the platform's last command plus the time since says if that is later: a
  /// clock set back does not prolong a lease. Seconds, 0 when unknown.
  int64_t known_time_s(Instant now) const;

 private:
  struct Record {
    bool disabled = false;
    FixedString<kLongestReason> reason;
    Lease lease;
    int64_t last_switch_ms = 0;
    int64_t last_issued_ms = 0;
    CommandHistory history;
  };

  static void note(Record& record, const Command& command);
  bool commit(const Record& changed, Instant now);

  Store& store_;
  uint32_t grace_s_;
  Record record_;
  uint64_t last_issued_uptime_ms_ = 0;
};

}  // namespace platform
