#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "latency.h"
#include "options.h"
#include "packet.h"

namespace platform::load {

/// Microseconds of the monotonic clock.
uint64_t now_us();

/// The time a message is stamped with, formatted once per millisecond for all connections.
struct Stamp {
  int64_t unix_ms = 0;
  char text[24];
};

/// What one device sent and got acknowledged.
struct DeviceCount {
  uint32_t next_seq = 1;
  uint64_t published = 0;
  uint64_t acknowledged = 0;
};

/// Told of every acknowledgement.
class AckSink {
 public:
  virtual void on_ack(const host::DeviceSettings& device, int64_t unix_ms, uint32_t sequence,
                      uint64_t latency_us) = 0;

 protected:
  ~AckSink() = default;
};

/// One device's MQTT connection on a raw non-blocking socket.
class Connection {
 public:
  enum class State : uint8_t { closed, connecting, ready };

  Connection(const host::DeviceSettings& device, const Options& options);
  ~Connection();
  Connection(Connection&&) = delete;

  /// Starts to connect; false when the socket cannot even be made.
  bool open(const void* address, size_t address_length);
  void close();

  /// Writes what is pending; false when the connection broke.
  bool on_writable();
  /// Takes what arrived; false when the connection broke or was refused.
  bool on_readable(AckSink& sink);

  /// Publishes up to `count` messages as the window allows and returns how many.
  uint32_t publish(uint32_t count, const Stamp& stamp, uint64_t at_us);

  int socket() const { return socket_; }
  State state() const { return state_; }
  bool wants_write() const { return state_ == State::connecting ? !is_tcp_open_ : !pending_.empty(); }
  size_t free_slots() const { return free_.size(); }
  size_t outstanding() const { return slots_.size() - free_.size(); }
  const host::DeviceSettings& device() const { return device_; }
  const DeviceCount& count() const { return count_; }
  size_t payload_bytes() const { return template_.payload_bytes(); }

  uint64_t retry_at_us = 0;
  uint32_t watched_events = 0;

 private:
  struct Slot {
    uint64_t sent_us = 0;
    int64_t unix_ms = 0;
    uint32_t sequence = 0;
    bool used = false;
  };

  bool flush();
  bool take_packet(const uint8_t* packet, uint64_t at_us, AckSink& sink);
  void reset_slots();

  const host::DeviceSettings& device_;
  PublishTemplate template_;
  int socket_ = -1;
  State state_ = State::closed;
  bool is_tcp_open_ = false;
  std::string pending_;
  std::vector<uint8_t> partial_;
  std::vector<Slot> slots_;
  std::vector<uint16_t> free_;
  DeviceCount count_;
};

}  // namespace platform::load
