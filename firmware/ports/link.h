#pragma once

#include <cstdint>
#include <string_view>

namespace platform {

/// What the broker shall publish, retained, when it loses this device.
struct LastWill {
  std::string_view topic;
  std::string_view payload;
};

/// One MQTT 3.1.1 connection with a persistent session. No call blocks; results arrive at Device::on_….
class Link {
 public:
  /// Starts to connect and returns false when that cannot even be tried.
  virtual bool connect(const LastWill& will) = 0;

  /// Drops the connection and every message that the implementation still holds: the journal sends them
  /// again, and a second copy in an outbox would double them.
  virtual void drop() = 0;

  /// QoS 1. Returns the message id that the acknowledgement will carry, or -1.
  virtual int32_t publish(std::string_view topic, std::string_view payload, bool retain) = 0;

  /// QoS 1.
  virtual bool subscribe(std::string_view topic) = 0;

 protected:
  ~Link() = default;
};

}  // namespace platform
