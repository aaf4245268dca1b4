#include "core/status.h"

namespace platform {
namespace {

void write_lease(JsonWriter& json, int64_t lease_until_s) {
  if (lease_until_s > 0) {
    json.integer("lease_until", lease_until_s);
  } else {
    json.null("lease_until");
  }
}

void write_reason(JsonWriter& json, std::string_view reason) {
  if (reason.empty()) {
    json.null("reason");
  } else {
    json.text("reason", reason);
  }
}

}  // namespace

void write_birth(JsonWriter& json, const Birth& birth) {
  json.text("status", to_text(birth.state))
      .text("firmware", birth.firmware)
      .integer("boot", birth.boot)
      .integer("uptime_s", birth.uptime_s);
  write_reason(json, birth.reason);
  write_lease(json, birth.lease_until_s);
  json.integer("queued", birth.queued).integer("lost", birth.lost);
}

std::string_view write_last_will(char* buffer, size_t capacity) {
  JsonWriter json(buffer, capacity);
  json.text("status", "offline").text("reason", "connection_lost");
  return json.finish();
}

void write_switched(JsonWriter& json, LicenseState state, std::string_view reason,
                    std::string_view command_id) {
  json.text("status", to_text(state)).text("reason", reason).text("command_id", command_id);
}

void write_renewed(JsonWriter& json, int64_t lease_until_s, std::string_view command_id) {
  json.text("status", "lease_renewed").text("command_id", command_id);
  write_lease(json, lease_until_s);
}

void write_rejected(JsonWriter& json, Refusal why, std::string_view command_id) {
  json.text("status", "command_rejected");
  if (command_id.empty()) {
    json.null("command_id");
  } else {
    json.text("command_id", command_id);
  }
  json.text("reason", to_text(why));
}

void write_state(JsonWriter& json, LicenseState state, std::string_view reason, int64_t lease_until_s) {
  json.text("status", to_text(state));
  write_reason(json, reason);
  write_lease(json, lease_until_s);
}

}  // namespace platform
