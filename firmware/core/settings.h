#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/bytes.h"
#include "core/fixed_string.h"
#include "core/json_writer.h"

namespace platform {

constexpr size_t kLongestSsid = 32;
constexpr size_t kLongestBroker = 128;
constexpr size_t kLongestCustom = 512;

/// What the platform has set about a controller (CONFIG).
struct Settings {
  static constexpr uint32_t kFastestUpdateS = 5;
  static constexpr uint32_t kSlowestUpdateS = 86'400;

  uint32_t version = 0;
  int64_t issued_at_ms = 0;
  /// How often the whole state is told again although nothing changed; 0 = never.
  uint32_t update_interval_s = 0;
  /// Empty: as the factory or the set-up page wrote it.
  FixedString<kLongestSsid> wifi_ssid;
  /// `host` or `host:port`; empty: as the factory wrote it.
  FixedString<kLongestBroker> broker;
  /// The object `custom` as it came. The device looks at `power_on` in it: `restore` or `off`.
  FixedString<kLongestCustom> custom;
  bool is_off_at_power_on = false;

  bool has_same_network(const Settings& other) const {
    return wifi_ssid.view() == other.wifi_ssid.view() && broker.view() == other.broker.view();
  }

  /// The members `config_version` and `config`.
  void write(JsonWriter& json) const;
  void encode(ByteWriter& out) const;
  void decode(ByteReader& in);
};

/// Reads the arguments of CONFIG; nothing when they are not all valid. `issued_at_ms` is the caller's.
std::optional<Settings> parse_settings(std::string_view args);

}  // namespace platform
