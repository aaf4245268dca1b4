#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/controller_state.h"

namespace platform::host {

/// Where a broker is.
struct BrokerAddress {
  std::string host;
  int port = 1883;
  bool tls = false;
};

/// What a simulated device does wrong, to see how the platform takes it.
struct Misbehaviour {
  bool ignore_disable = false;
  bool wrong_license = false;
  bool foreign_topic = false;
  bool garbage = false;
  bool duplicate = false;
  bool ignore_commands = false;
  /// Every command waits for so long.
  uint32_t slow_ms = 0;
  /// Loses its connection for so many seconds after every so many seconds online; 0 = never.
  uint32_t offline_s = 0;
};

enum class Product : uint8_t { gateway, controller };

struct DeviceSettings {
  std::string device_id;
  std::string secret;
  Product product = Product::gateway;
  Misbehaviour misbehaviour;
  // Gateways only.
  std::string license_key;
  std::string tenant;
  std::string topic;
  double interval_s = 10;
  // Controllers only.
  ControllerType type = ControllerType::relays;
  // What a factory's file says by itself; else that of all devices.
  std::optional<BrokerAddress> broker;
  std::string ca_file;
  std::optional<std::string> lease_public_key;
};

/// The content of devices.json.
struct DeviceFile {
  std::string mqtt_url = "mqtt://127.0.0.1:1883";
  std::string ca_file;
  std::string lease_public_key;
  std::vector<DeviceSettings> devices;
};

/// A mistake in the options or files; the message names it and says what is right.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads a list of devices, or one device as a single object with the same fields at its top.
DeviceFile read_device_file(const std::string& path);

/// Throws UsageError for a name that no controller has.
ControllerType type_of(const std::string& name);

/// `name` is one word of "misbehave", e.g. `ignore_disable` or `offline:30`.
void apply_misbehaviour(const std::string& name, Misbehaviour& misbehaviour);

/// Address of the broker out of mqtt://host:port or mqtts://host:port.
BrokerAddress parse_mqtt_url(const std::string& url);

}  // namespace platform::host
