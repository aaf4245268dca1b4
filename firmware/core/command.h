#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/fixed_string.h"
#include "core/instant.h"

namespace platform {

/// The commands that a device obeys.
enum class CommandKind : uint8_t { disable, enable, lease };

/// Why a command or a lease was refused; the names stand in the status payload.
enum class Refusal : uint8_t {
  expired,
  bad_signature,
  wrong_device,
  old_sequence,
  unknown_command,
  malformed
};

std::string_view to_text(Refusal refusal);

/// One command of the platform; the texts live in the parsed buffer.
struct Command {
  std::string_view id;
  CommandKind kind = CommandKind::disable;
  std::string_view reason;
  std::string_view lease;
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

/// Parses in place; `text[size]` must be writable.
ParsedCommand parse_command(char* text, size_t size);

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

  const std::array<Entry, kCapacity>& entries() const { return entries_; }
  size_t next() const { return next_; }
  void restore(size_t index, Entry entry) { entries_[index] = entry; }
  void restore_next(size_t next) { next_ = next % kCapacity; }

 private:
  std::array<Entry, kCapacity> entries_{};
  size_t next_ = 0;
};

}  // namespace platform
