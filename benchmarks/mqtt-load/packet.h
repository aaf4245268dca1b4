#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "device_file.h"

namespace platform::load {

/// CONNECT of a device with clean session and no keep-alive.
std::string make_connect(const host::DeviceSettings& device);

/// A device's PUBLISH packet, made once; per message only identifier, timestamp, values and sequence
/// number are patched.
class PublishTemplate {
 public:
  explicit PublishTemplate(const host::DeviceSettings& device);

  /// Appends one packet to `out`. `timestamp` has the 24 characters of 2026-11-20T10:00:00.123Z.
  void append(std::string& out, uint16_t message_id, const char* timestamp, uint32_t sequence);

  size_t payload_bytes() const { return payload_bytes_; }

 private:
  std::string fixed_;
  size_t message_id_at_ = 0;
  size_t timestamp_at_ = 0;
  size_t temperature_at_ = 0;
  size_t payload_at_ = 0;
  size_t payload_bytes_ = 0;
};

}  // namespace platform::load
