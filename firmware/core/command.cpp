#include "core/command.h"

#include "core/backoff.h"
#include "core/json_reader.h"
#include "core/timestamp.h"

namespace platform {
namespace {

class CommandFields : public JsonFields {
 public:
  void on_text(std::string_view key, std::string_view value) override {
    if (key == "id") parsed.id = value;
    if (key == "command") name = value;
    if (key == "reason") parsed.reason = value;
    if (key == "lease") parsed.lease = value;
    if (key == "issued_at") issued_at = parse_timestamp(value);
  }

  void on_integer(std::string_view key, int64_t value) override {
    if (key == "ttl_s") ttl_s = value;
  }

  void on_other(std::string_view) override {}

  Command parsed;
  std::string_view name;
  std::optional<int64_t> issued_at;
  std::optional<int64_t> ttl_s;
};

std::optional<CommandKind> kind_of(std::string_view name) {
  if (name == "DISABLE") return CommandKind::disable;
  if (name == "ENABLE") return CommandKind::enable;
  if (name == "LEASE") return CommandKind::lease;
  return std::nullopt;
}

bool is_id(std::string_view id) {
  if (id.empty() || id.size() > kLongestCommandId) return false;
  for (const char c : id) {
    const bool known =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (!known) return false;
  }
  return true;
}

}  // namespace

std::string_view to_text(Refusal refusal) {
  switch (refusal) {
    case Refusal::expired:
      return "expired";
    case Refusal::bad_signature:
      return "bad_signature";
    case Refusal::wrong_device:
      return "wrong_device";
    case Refusal::old_sequence:
      return "old_sequence";
    case Refusal::unknown_command:
      return "unknown_command";
    case Refusal::malformed:
      return "malformed";
  }
  return "malformed";
}

bool Command::is_expired(Instant now) const {
  if (!now.has_wall_time()) return false;
  return now.unix_ms > issued_at_ms && (now.unix_ms - issued_at_ms) / 1000 >= ttl_s;
}

ParsedCommand parse_command(char* text, size_t size) {
  CommandFields fields;
  if (size > kLongestCommand || !read_json_object(text, size, fields)) return {{}, Refusal::malformed};
  ParsedCommand result{fields.parsed, std::nullopt};
  Command& command = result.command;
  if (!is_id(command.id)) command.id = {};
  command.reason = command.reason.substr(0, kLongestReason);
  // Without its time a command cannot be told from a stale one, so none of these fields is optional.
  if (command.id.empty() || fields.name.empty() || !fields.issued_at || !fields.ttl_s || *fields.ttl_s < 0) {
    result.refusal = Refusal::malformed;
    return result;
  }
  command.issued_at_ms = *fields.issued_at;
  command.ttl_s = *fields.ttl_s;
  const std::optional<CommandKind> kind = kind_of(fields.name);
  if (!kind) {
    result.refusal = Refusal::unknown_command;
    return result;
  }
  command.kind = *kind;
  if (command.kind == CommandKind::lease && command.lease.empty()) result.refusal = Refusal::malformed;
  return result;
}

const CommandHistory::Entry* CommandHistory::find(std::string_view id) const {
  const uint64_t hash = fnv1a(id);
  for (const Entry& entry : entries_) {
    if (entry.id_hash == hash) return &entry;
  }
  return nullptr;
}

void CommandHistory::add(std::string_view id, CommandKind kind) {
  entries_[next_] = {fnv1a(id), kind};
  next_ = (next_ + 1) % kCapacity;
}

}  // namespace platform
