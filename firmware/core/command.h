#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/bytes.h"
#include "core/fixed_string.h"
#include "core/instant.h"

namespace platform {

/// Everything that a device can be told; each product obeys its own part. The numbers are in flash: new
/// ones come at the end.
enum class CommandKind : uint8_t {
  disable,
  enable,
  lease,
  config,
  schedules,
  relay,
  led,
  brightness,
  color,
  identify
};

/// The name on the wire, e.g. DISABLE, relay.
std::string_view to_text(CommandKind kind);
std::optional<CommandKind> command_kind(std::string_view name);

/// DISABLE, ENABLE and LEASE, which every product obeys and none may refuse because it is disabled.
constexpr bool is_about_license(CommandKind kind) {
  return kind <= CommandKind::lease;
}

/// Why a command or a lease was refused; the names stand in the status payload.
enum class Refusal : uint8_t {
  expired,
  bad_signature,
  wrong_device,
  old_sequence,
  unknown_command,
  malformed,
  bad_args,
  disabled,
  /// Settings that were tried and undone, because nothing answered there.
  no_connection
};

std::string_view to_text(Refusal refusal);

/// One command of the platform; the texts live in the buffer that was parsed, `args` in the payload.
struct Command {
  std::string_view id;
  CommandKind kind = CommandKind::disable;
  std::string_view reason;
  std::string_view lease;
  /// A JSON object; empty when there was none.
  std::string_view args;
  int64_t issued_at_ms = 0;
  int64_t ttl_s = 0;

  /// A persistent session delivers stale commands; without wall time nothing can be called stale.
  bool is_expired(Instant now) const;
};

/// A parsed command, or why it is refused together with the id to answer (when it could be read).
struct ParsedCommand {
  Command command;
  std::optional<Refusal> refusal;
};

constexpr size_t kLongestCommand = 2048;
constexpr size_t kLongestCommandId = 50;
constexpr size_t kLongestReason = 48;

/// Room for a command or a part of one while it is parsed in place.
using CommandText = std::array<char, kLongestCommand + 1>;

/// Parses `payload` in `text`; both must outlive the command.
ParsedCommand parse_command(std::string_view payload, CommandText& text);

/// Ids and end states of the last commands, so that a repeated one is answered again and not done again.
class CommandHistory {
 public:
  static constexpr size_t kCapacity = 16;

  struct Entry {
    uint64_t id_hash = 0;
    CommandKind kind = CommandKind::disable;
  };

  const Entry* find(std::string_view id) const;
  void add(std::string_view id, CommandKind kind);

  void encode(ByteWriter& out) const;
  void decode(ByteReader& in);

 private:
  std::array<Entry, kCapacity> entries_{};
  size_t next_ = 0;
};

}  // namespace platform
