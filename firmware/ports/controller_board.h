#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace platform {

/// How the board is, for the heartbeat.
struct Vitals {
  std::optional<int32_t> rssi_dbm;
  std::optional<uint32_t> heap_free;
};

/// What a controller does to its board.
class ControllerBoard {
 public:
  /// Gives an output its value: `key` and `value` as in the state (on is 1, brightness 0 to 100, colour
  /// 0xRRGGBB).
  virtual void set_output(std::string_view key, uint32_t value) = 0;

  /// The light by which somebody finds the device.
  virtual void indicate(bool is_lit) = 0;

  virtual Vitals vitals() = 0;

  /// Connect there from the next connection on; what is empty is as the factory or the set-up wrote it.
  virtual void use_network(std::string_view wifi_ssid, std::string_view broker) = 0;

 protected:
  ~ControllerBoard() = default;
};

}  // namespace platform
