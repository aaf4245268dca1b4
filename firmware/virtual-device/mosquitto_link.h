#pragma once

#include <mosquitto.h>

#include <cstdint>
#include <string>
#include <vector>

#include "device_file.h"
#include "ports/link.h"

namespace platform::host {

/// What the broker said since the last look.
struct LinkEvent {
  enum class Kind : uint8_t { connected, refused, message, acknowledged };
  Kind kind = Kind::connected;
  /// CONNACK code or message id.
  int code = 0;
  std::string topic;
  std::string payload;
};

/// A device's MQTT connection by libmosquitto, driven from outside by readiness of its socket. Callbacks
/// only collect events: the library must not be called again from inside them.
class MosquittoLink final : public Link {
 public:
  /// Verifies a TLS broker against `ca_file`, or against the system's certificates when that is empty.
  MosquittoLink(const DeviceSettings& device, BrokerAddress broker, std::string ca_file);
  ~MosquittoLink();
  MosquittoLink(const MosquittoLink&) = delete;
  MosquittoLink& operator=(const MosquittoLink&) = delete;

  bool connect(const LastWill& will) override;
  void drop() override;
  int32_t publish(std::string_view topic, std::string_view payload, bool retain) override;
  bool subscribe(std::string_view topic) override;

  const BrokerAddress& broker() const { return broker_; }
  /// From the next connection on.
  void use_broker(const BrokerAddress& broker) { broker_ = broker; }

  /// -1 without a connection.
  int socket() const { return client_ != nullptr ? mosquitto_socket(client_) : -1; }
  bool wants_write() const { return client_ != nullptr && mosquitto_want_write(client_); }
  /// Reads, writes and keeps alive; false when the connection is gone. `broken`: the socket says that it is. The library takes
  /// a refused TLS connection for one that is still being made, and would try its socket for ever.
  bool service(bool readable, bool writable, bool broken);
  bool keep_alive();
  /// Says goodbye, so that the broker does not publish the last will.
  void disconnect();

  std::vector<LinkEvent> take_events();
  const std::string& last_error() const { return last_error_; }
  void clear_error() { last_error_.clear(); }

 private:
  bool check(int result);
  int32_t send(std::string_view topic, std::string_view payload, bool retain);

  const DeviceSettings& device_;
  BrokerAddress broker_;
  std::string ca_file_;
  mosquitto* client_ = nullptr;
  std::vector<LinkEvent> events_;
  std::string last_error_;
  uint32_t published_ = 0;
};

}  // namespace platform::host
