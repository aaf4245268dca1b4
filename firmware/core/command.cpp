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

  void on_nested(std::string_view key, JsonPart part) override {
    if (key == "args") args = part;
  }

  Command parsed;
  std::string_view name;
  std::optional<int64_t> issued_at;
  std::optional<int64_t> ttl_s;
  JsonPart args;
};

struct CommandName {
  CommandKind kind;
  std::string_view name;
};

constexpr std::array<CommandName, 10> kNames = {{{CommandKind::disable, "DISABLE"},
                                                 {CommandKind::enable, "ENABLE"},
                                                 {CommandKind::lease, "LEASE"},
                                                 {CommandKind::config, "CONFIG"},
                                                 {CommandKind::schedules, "SCHEDULES"},
                                                 {CommandKind::relay, "relay"},
                                                 {CommandKind::led, "led"},
                                                 {CommandKind::brightness, "brightness"},
                                                 {CommandKind::color, "color"},
                                                 {CommandKind::identify, "identify"}}};

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

std::string_view to_text(CommandKind kind) {
  for (const CommandName& known : kNames) {
    if (known.kind == kind) return known.name;
  }
  return {};
}

std::optional<CommandKind> command_kind(std::string_view name) {
  for (const CommandName& known : kNames) {
    if (known.name == name) return known.kind;
  }
  return std::nullopt;
}

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
    case Refusal::bad_args:
      return "bad_args";
    case Refusal::disabled:
      return "disabled";
    case Refusal::no_connection:
      return "no_connection";
  }
  return "malformed";
}

bool Command::is_expired(Instant now) const {
  if (!now.has_wall_time()) return false;
  return now.unix_ms > issued_at_ms && (now.unix_ms - issued_at_ms) / 1000 >= ttl_s;
}

ParsedCommand parse_command(std::string_view payload, CommandText& text) {
  CommandFields fields;
  if (!read_json_object(payload, text, fields)) return {{}, Refusal::malformed};
  ParsedCommand result{fields.parsed, std::nullopt};
  Command& command = result.command;
  if (!is_id(command.id)) command.id = {};
  command.reason = command.reason.substr(0, kLongestReason);
  command.args = fields.args.of(payload);
  // Without its time a command cannot be told from a stale one, so none of these fields is optional.
  if (command.id.empty() || fields.name.empty() || !fields.issued_at || !fields.ttl_s || *fields.ttl_s < 0) {
    result.refusal = Refusal::malformed;
    return result;
  }
  command.issued_at_ms = *fields.issued_at;
  command.ttl_s = *fields.ttl_s;
  const std::optional<CommandKind> kind = command_kind(fields.name);
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

void CommandHistory::encode(ByteWriter& out) const {
  for (const Entry& entry : entries_) {
    out.put(entry.id_hash);
    out.put(static_cast<uint8_t>(entry.kind));
  }
  out.put(static_cast<uint8_t>(next_));
}

void CommandHistory::decode(ByteReader& in) {
  for (Entry& entry : entries_) {
    entry.id_hash = in.get<uint64_t>();
    entry.kind = static_cast<CommandKind>(in.get<uint8_t>());
  }
  next_ = in.get<uint8_t>() % kCapacity;
}

}  // namespace platform
