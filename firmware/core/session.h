#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/backoff.h"
#include "core/instant.h"
#include "ports/link.h"

namespace platform {

/// One journaled record on its way out; the payload is valid until the next call.
struct OutgoingRecord {
  uint32_t sequence = 0;
  std::string_view payload;
};

/// Where the session gets its records from and tells what became of them.
class RecordQueue {
 public:
  /// The oldest record that is not on its way; false when there is none or none may be sent.
  virtual bool peek(OutgoingRecord& record, Instant now) = 0;
  virtual void sent() = 0;
  virtual void acknowledged(uint32_t sequence) = 0;
  /// Everything that was on its way must be sent again.
  virtual void rewind() = 0;

 protected:
  ~RecordQueue() = default;
};

/// The three topics of a device; the views must outlive the session.
struct SessionTopics {
  /// Where journaled records go: readings of a gateway, changes of a controller.
  std::string_view records;
  std::string_view commands;
  std::string_view status;
};

/// Keeps one MQTT session alive: connects with last will and jittered back-off, subscribes to commands,
/// and publishes queued records at QoS 1 within an in-flight window.
class Session {
 public:
  static constexpr size_t kLargestWindow = 32;
  /// The platform may admit thousands of devices one after the other, so that a CONNACK can take long.
  static constexpr uint32_t kConnectTimeoutMs = 60'000;
  static constexpr uint32_t kAcknowledgeTimeoutMs = 60'000;
  static constexpr uint32_t kStableAfterMs = 10'000;

  Session(Link& link, RecordQueue& queue, const SessionTopics& topics, size_t window, uint32_t seed);

  /// Starts a connection attempt when one is due, gives up one that hangs, and sends what is queued.
  void tick(Instant now);

  /// CONNACK 0: subscribes and publishes `birth`, retained.
  void on_connected(std::string_view birth, Instant now);
  /// The connection is gone or was refused. CONNACK 4 and 5 come here too and are never final: the
  /// platform's authoriser may be away, and credentials stay as they are.
  void on_closed(Instant now);
  void on_acknowledged(int32_t message_id, Instant now);

  /// Sends queued records as far as the window allows.
  void pump(Instant now);

  /// False when there is no connection; the birth message of the next one tells the state instead.
  bool publish_status(std::string_view payload, bool retain) {
    return publish(topics_.status, payload, retain);
  }
  /// The same on a topic of the product.
  bool publish(std::string_view topic, std::string_view payload, bool retain);

  /// Drops the connection and stays away until `until_uptime_ms`.
  void stay_away(uint64_t until_uptime_ms);

  bool is_connected() const { return state_ == State::connected; }
  size_t in_flight() const { return in_flight_; }

 private:
  enum class State : uint8_t { waiting, connecting, connected };

  struct Flight {
    int32_t message_id = 0;
    uint32_t sequence = 0;
    uint64_t sent_at_ms = 0;
  };

  void close(Instant now);

  Link& link_;
  RecordQueue& queue_;
  SessionTopics topics_;
  size_t window_;
  Backoff backoff_;
  State state_ = State::waiting;
  uint64_t next_attempt_ms_ = 0;
  uint64_t since_ms_ = 0;
  std::array<Flight, kLargestWindow> flights_{};
  size_t in_flight_ = 0;
};

}  // namespace platform
