#pragma once

#include "core/controller_state.h"
#include "core/fixed_string.h"
#include "core/settings.h"
#include "login.h"

namespace platform::esp {

/// What the factory wrote into the NVS partition `fctry` (namespace `platform`, see factory.example.csv).
struct Provisioning {
  FixedString<50> device_id;
  FixedString<64> secret;
  FixedString<kLongestBroker> mqtt_host;
  FixedString<5> mqtt_port;
  /// Empty: the public authorities.
  FixedString<2048> ca;
  FixedString<256> lease_key;
  /// Empty: a suspended device is not told by HTTPS that it may work again, only by the broker.
  FixedString<96> api_url;
  ControllerType type = ControllerType::relays;

  FixedString<160> mqtt_url;

  /// The broker of the settings (`host` or `host:port`), or the factory's when that is empty.
  void use_broker(std::string_view broker);
  Login login() const {
    return {mqtt_url.c_str(), api_url.c_str(), device_id.c_str(), secret.c_str(), ca.c_str()};
  }
};

/// False when a value is missing; the log names it.
bool read_provisioning(Provisioning& out);

}  // namespace platform::esp
