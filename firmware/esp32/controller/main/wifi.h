#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/fixed_string.h"
#include "core/settings.h"

namespace platform::esp {

/// The station, whose network the set-up page wrote into the NVS namespace `wifi`; without one, or on
/// request, an access point with that page.
class Wifi {
 public:
  static constexpr size_t kLongestPassword = 64;

  /// Starts the radio and SNTP. `serial` names the access point and, without its dash, is its password: who
  /// sets the device up has its label before him.
  bool start(std::string_view serial, const char* ntp_server);

  /// The network of the settings; empty: that of the set-up page. The password stays.
  void use_ssid(std::string_view ssid);

  /// Opens the access point with the page; the station goes on.
  void open_setup();
  /// Keeps what somebody entered there. False when it cannot be stored.
  static bool keep(std::string_view ssid, std::string_view password);

  std::optional<int32_t> rssi_dbm() const;

 private:
  void connect();

  FixedString<50> serial_;
  FixedString<kLongestSsid> ssid_;
  FixedString<kLongestPassword> password_;
  FixedString<kLongestSsid> used_ssid_;
  bool is_started_ = false;
  bool is_setup_open_ = false;
};

}  // namespace platform::esp
