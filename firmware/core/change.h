#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/command.h"
#include "core/controller_state.h"
#include "core/record_time.h"

namespace platform {

/// Why a part of a controller's state changed.
enum class ChangeCause : uint8_t { command, button, schedule, input, power_on };

std::string_view to_text(ChangeCause cause);

/// One change of a controller's state as the journal keeps it.
struct Change {
  RecordTime time;
  ChangeCause cause = ChangeCause::command;
  FixedString<kLongestStateKey> key;
  ValueText value;
  FixedString<kLongestCommandId> command_id;
};

constexpr size_t kLongestChangeRecord = 96;
constexpr size_t kLongestChangePayload = 320;

size_t encode_change(const Change& change, uint8_t* out, size_t capacity);
/// False for a record of another format.
bool decode_change(const uint8_t* bytes, size_t length, Change& change);

/// What the record cannot know itself.
struct ChangeContext {
  uint32_t sequence = 0;
  uint32_t boot = 0;
  uint64_t uptime_ms = 0;
};

/// The MQTT payload. Without wall time `at` is null, and a change of this boot says its age.
std::string_view write_change(const Change& change, const ChangeContext& context, char* buffer,
                              size_t capacity);

}  // namespace platform
