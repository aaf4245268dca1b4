#include "core/change.h"

#include "core/bytes.h"
#include "core/timestamp.h"

namespace platform {
namespace {

// Readings of a gateway have no such mark; a journal is never shared by two products.
constexpr uint8_t kFormat = 1;

// A value is written as the JSON it is, so that it must be one.
bool is_value(std::string_view text) {
  if (text.empty()) return false;
  const bool is_quoted = text.size() > 2 && text.front() == '"' && text.back() == '"';
  for (const char c : is_quoted ? text.substr(1, text.size() - 2) : text) {
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_letter = is_quoted && ((c >= 'a' && c <= 'z') || c == '#');
    if (!is_digit && !is_letter) return false;
  }
  return is_quoted || text.size() == 1 || text.front() != '0';
}

}  // namespace

std::string_view to_text(ChangeCause cause) {
  switch (cause) {
    case ChangeCause::command:
      return "command";
    case ChangeCause::button:
      return "button";
    case ChangeCause::schedule:
      return "schedule";
    case ChangeCause::input:
      return "input";
    case ChangeCause::power_on:
      return "power_on";
  }
  return {};
}

size_t encode_change(const Change& change, uint8_t* out, size_t capacity) {
  ByteWriter bytes(out, capacity);
  bytes.put(kFormat);
  change.time.encode(bytes);
  bytes.put(static_cast<uint8_t>(change.cause));
  bytes.put_text(change.key.view());
  bytes.put_text(change.value.view());
  bytes.put_text(change.command_id.view());
  return bytes.ok() ? bytes.size() : 0;
}

bool decode_change(const uint8_t* bytes, size_t length, Change& change) {
  ByteReader in(bytes, length);
  change = {};
  const bool is_known = in.get<uint8_t>() == kFormat;
  change.time.decode(in);
  change.cause = static_cast<ChangeCause>(in.get<uint8_t>());
  const bool fits = change.key.assign(in.get_text()) && change.value.assign(in.get_text()) &&
                    change.command_id.assign(in.get_text());
  return is_known && fits && in.ok() && in.at_end() && is_value(change.value.view()) &&
         !to_text(change.cause).empty();
}

std::string_view write_change(const Change& change, const ChangeContext& context, char* buffer,
                              size_t capacity) {
  JsonWriter json(buffer, capacity);
  json.text("status", "changed")
      .text("key", change.key.view())
      .raw("value", change.value.view())
      .text("cause", to_text(change.cause))
      .integer("seq", context.sequence)
      .integer("boot", change.time.boot);
  if (change.time.unix_ms >= 0) {
    TimestampText text;
    json.text("at", format_timestamp(change.time.unix_ms, text));
  } else {
    json.null("at");
    const auto uptime_s = static_cast<int64_t>(context.uptime_ms / 1000);
    if (change.time.boot == context.boot) json.integer("age_s", uptime_s - change.time.uptime_s);
  }
  if (!change.command_id.empty()) json.text("command_id", change.command_id.view());
  return json.finish();
}

}  // namespace platform
