#pragma once

#include "core/fixed_string.h"
#include "login.h"

namespace platform::esp {

/// What the factory wrote into the NVS partition `fctry` (namespace `device`, see factory.example.csv).
struct Provisioning {
  FixedString<50> device_id;
  FixedString<64> secret;
  FixedString<96> mqtt_url;
  FixedString<96> api_url;
  FixedString<32> tenant;
  FixedString<32> pit;
  FixedString<32> license_key;
  FixedString<2048> ca;
  FixedString<256> lease_key;

  Login login() const {
    return {mqtt_url.c_str(), api_url.c_str(), device_id.c_str(), secret.c_str(), ca.c_str()};
  }
};

/// False when a value is missing; the log names it.
bool read_provisioning(Provisioning& out);

}  // namespace platform::esp
