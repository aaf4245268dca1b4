#include "core/settings.h"

#include <algorithm>
#include <array>
#include <limits>

#include "core/command.h"
#include "core/json_reader.h"

namespace platform {
namespace {

/// `version` and where `config` stands.
class EnvelopeFields final : public JsonFields {
 public:
  void on_integer(std::string_view key, int64_t value) override {
    if (key == "version") version = value;
  }
  void on_nested(std::string_view key, JsonPart part) override {
    if (key == "config") config = part;
  }

  int64_t version = -1;
  JsonPart config;
};

/// The members of `config`. One that is null is as if it were not there.
class ConfigFields final : public JsonFields {
 public:
  void on_text(std::string_view key, std::string_view value) override {
    if (key == "wifi_ssid") wifi_ssid = value;
    if (key == "broker_address") broker = value;
    if (key == "update_interval_s" || key == "custom") ok = false;
  }
  void on_integer(std::string_view key, int64_t value) override {
    if (key == "update_interval_s") update_interval_s = value;
    if (key == "wifi_ssid" || key == "broker_address" || key == "custom") ok = false;
  }
  void on_nested(std::string_view key, JsonPart part) override {
    if (key == "custom") custom = part;
  }

  bool ok = true;
  std::string_view wifi_ssid;
  std::string_view broker;
  std::optional<int64_t> update_interval_s;
  JsonPart custom;
};

class CustomFields final : public JsonFields {
 public:
  void on_text(std::string_view key, std::string_view value) override {
    if (key == "power_on") power_on = value;
  }

  std::string_view power_on = "restore";
};

// A name or an address, with a port or without.
bool is_broker(std::string_view text) {
  const size_t colon = text.rfind(':');
  const std::string_view host = text.substr(0, colon);
  for (const char c : host) {
    const bool is_known =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    if (!is_known) return false;
  }
  if (host.empty()) return false;
  if (colon == std::string_view::npos) return true;
  uint32_t port = 0;
  for (const char c : text.substr(colon + 1)) {
    if (c < '0' || c > '9' || port > 65'535) return false;
    port = port * 10 + static_cast<uint32_t>(c - '0');
  }
  return port > 0 && port <= 65'535;
}

bool is_ssid(std::string_view text) {
  return text.size() <= kLongestSsid &&
         std::none_of(text.begin(), text.end(), [](char c) { return static_cast<uint8_t>(c) < 0x20; });
}

bool read_custom(std::string_view custom, Settings& settings) {
  std::array<char, kLongestCustom + 1> text;
  CustomFields fields;
  if (!settings.custom.assign(custom)) return false;
  if (!read_json_object(custom, text, fields)) return false;
  settings.is_off_at_power_on = fields.power_on == "off";
  return fields.power_on == "off" || fields.power_on == "restore";
}

}  // namespace

std::optional<Settings> parse_settings(std::string_view args) {
  CommandText text;
  EnvelopeFields envelope;
  if (!read_json_object(args, text, envelope)) return std::nullopt;
  if (envelope.version < 0 || envelope.version > std::numeric_limits<uint32_t>::max()) return std::nullopt;
  const std::string_view config = envelope.config.of(args);
  ConfigFields fields;
  if (!read_json_object(config, text, fields) || !fields.ok) return std::nullopt;

  Settings settings;
  settings.version = static_cast<uint32_t>(envelope.version);
  if (fields.update_interval_s) {
    if (*fields.update_interval_s < Settings::kFastestUpdateS ||
        *fields.update_interval_s > Settings::kSlowestUpdateS) {
      return std::nullopt;
    }
    settings.update_interval_s = static_cast<uint32_t>(*fields.update_interval_s);
  }
  if (!is_ssid(fields.wifi_ssid) || !settings.wifi_ssid.assign(fields.wifi_ssid)) return std::nullopt;
  if (!fields.broker.empty() && !is_broker(fields.broker)) return std::nullopt;
  if (!settings.broker.assign(fields.broker)) return std::nullopt;
  const std::string_view custom = fields.custom.of(config);
  if (!custom.empty() && !read_custom(custom, settings)) return std::nullopt;
  return settings;
}

void Settings::write(JsonWriter& json) const {
  json.integer("config_version", version).begin("config");
  if (update_interval_s > 0) json.integer("update_interval_s", update_interval_s);
  if (!wifi_ssid.empty()) json.text("wifi_ssid", wifi_ssid.view());
  if (!broker.empty()) json.text("broker_address", broker.view());
  if (!custom.empty()) json.raw("custom", custom.view());
  json.end();
}

void Settings::encode(ByteWriter& out) const {
  out.put(version);
  out.put(issued_at_ms);
  out.put(update_interval_s);
  out.put_text(wifi_ssid.view());
  out.put_text(broker.view());
  out.put(static_cast<uint8_t>(is_off_at_power_on));
  // Longer than one length byte can say.
  const std::string_view text = custom.view();
  out.put_text(text.substr(0, 255));
  out.put_text(text.substr(std::min<size_t>(text.size(), 255), 255));
  out.put_text(text.substr(std::min<size_t>(text.size(), 510)));
}

void Settings::decode(ByteReader& in) {
  version = in.get<uint32_t>();
  issued_at_ms = in.get<int64_t>();
  update_interval_s = in.get<uint32_t>();
  wifi_ssid.assign(in.get_text());
  broker.assign(in.get_text());
  is_off_at_power_on = in.get<uint8_t>() != 0;
  custom.assign({});
  for (int part = 0; part < 3; ++part) custom.append(in.get_text());
}

}  // namespace platform
