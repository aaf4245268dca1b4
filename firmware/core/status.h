#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/command.h"
#include "core/license.h"

namespace platform {

constexpr size_t kLongestStatus = 384;

/// What a device says of itself when it connects.
struct Birth {
  LicenseState state = LicenseState::active;
  std::string_view firmware;
  uint32_t boot = 0;
  uint32_t uptime_s = 0;
  std::string_view reason;
  int64_t lease_until_s = 0;
  uint32_t queued = 0;
  uint32_t lost = 0;
};

std::string_view write_birth(const Birth& birth, char* buffer, size_t capacity);
std::string_view write_last_will(char* buffer, size_t capacity);

/// The end state of DISABLE and ENABLE.
std::string_view write_switched(LicenseState state, std::string_view reason, std::string_view command_id,
                                char* buffer, size_t capacity);
std::string_view write_renewed(int64_t lease_until_s, std::string_view command_id, char* buffer,
                               size_t capacity);
/// `command_id` may be empty when it could not be read.
std::string_view write_rejected(Refusal why, std::string_view command_id, char* buffer, size_t capacity);

/// A change that no command caused, such as a lease that ran out.
std::string_view write_state(LicenseState state, std::string_view reason, int64_t lease_until_s, char* buffer,
                             size_t capacity);

}  // namespace platform
