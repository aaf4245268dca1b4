#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/command.h"
#include "core/json_writer.h"
#include "core/license.h"

namespace platform {

constexpr size_t kLongestLastWill = 64;
constexpr size_t kLongestStatus = 1536;

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

std::string_view write_last_will(char* buffer, size_t capacity);

// The others write fields, so that a product can add its own.

void write_birth(JsonWriter& json, const Birth& birth);
/// The end state of DISABLE and ENABLE.
void write_switched(JsonWriter& json, LicenseState state, std::string_view reason,
                    std::string_view command_id);
void write_renewed(JsonWriter& json, int64_t lease_until_s, std::string_view command_id);
/// `command_id` may be empty when it could not be read.
void write_rejected(JsonWriter& json, Refusal why, std::string_view command_id);
/// A change that no command caused, such as a lease that ran out.
void write_state(JsonWriter& json, LicenseState state, std::string_view reason, int64_t lease_until_s);

}  // namespace platform
