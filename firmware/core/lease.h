#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/command.h"
#include "ports/crypto.h"

namespace platform {

/// The platform's signed statement that a device may work until `valid_until_s` (seconds since 1970).
struct Lease {
  int64_t valid_until_s = 0;
  int64_t sequence = 0;
};

/// What a lease is judged against.
struct LeaseContext {
  std::string_view device_id;
  int64_t last_sequence = 0;
  /// Best known wall time in seconds, 0 when unknown.
  int64_t now_s = 0;
};

/// A verified lease, or why it is refused.
struct LeaseVerdict {
  Lease lease;
  std::optional<Refusal> refusal;
};

constexpr size_t kLongestLease = 1024;

/// Verifies a compact JWS (RFC 7515) with header `alg` ES256 and `typ` lease. The signature is checked
/// before anything of the payload is looked at.
LeaseVerdict verify_lease(std::string_view jws, const LeaseContext& context, Crypto& crypto);

}  // namespace platform
