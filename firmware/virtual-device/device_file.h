#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace platform::host {

/// What a simulated device does wrong, to see how the platform takes it.
struct Misbehaviour {
  bool ignore_disable = false;
  bool wrong_license = false;
  bool foreign_topic = false;
  bool garbage = false;
  bool duplicate = false;
  /// Loses its connection for so many seconds after every so many seconds online; 0 = never.
  uint32_t offline_s = 0;
};

struct DeviceSettings {
  std::string device_id;
  std::string secret;
  std::string license_key;
  std::string tenant;
  std::string topic;
  double interval_s = 10;
  Misbehaviour misbehaviour;
};

/// The content of devices.json.
struct DeviceFile {
  std::string mqtt_url;
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

/// `name` is one word of "misbehave", e.g. `ignore_disable` or `offline:30`.
void apply_misbehaviour(const std::string& name, Misbehaviour& misbehaviour);

/// Address of the broker out of mqtt://host:port or mqtts://host:port.
struct BrokerAddress {
  std::string host;
  int port = 1883;
  bool tls = false;
};

BrokerAddress parse_mqtt_url(const std::string& url);

}  // namespace platform::host
