#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/journal_log.h"

namespace platform {

/// Store-and-forward queue in flash. A record leaves it only when its delivery was acknowledged; the
/// cursor is kept as acknowledgement marks in the same log. When the flash is full the oldest segment
/// goes and its undelivered records are counted. Delivery is at least once: after a restart up to
/// kMarkEvery acknowledged records come again.
class Journal {
 public:
  static constexpr size_t kWindow = 32;
  static constexpr uint32_t kMarkEvery = 16;

  explicit Journal(Flash& flash) : log_(flash) {}

  /// Restores the queue from flash; false when the partition cannot be used.
  bool mount();

  /// Returns the record's sequence number once it is in flash.
  std::optional<uint32_t> append(const uint8_t* payload, size_t length);

  /// The oldest record that is not on its way, if the window has room for one more.
  bool peek(LogRecord& record);
  /// The record of the last peek is on its way.
  void advance();
  /// True when the record was waiting for its acknowledgement.
  bool acknowledge(uint32_t sequence);
  /// The link is gone: whatever was on its way must be sent again, in order.
  void rewind();
  /// Writes the cursor now, before a clean shutdown.
  void flush();

  uint32_t pending() const { return pending_; }
  /// Undelivered records that had to make room, since the partition was first used.
  uint32_t lost() const { return counters_.lost; }
  uint32_t next_sequence() const { return counters_.next_data; }

 private:
  enum class State : uint8_t { unsent, sent, acknowledged };

  struct Flight {
    LogPosition position;
    uint32_t sequence = 0;
    State state = State::unsent;
  };

  Flight& flight(size_t i) { return window_[(first_ + i) % kWindow]; }
  bool make_room(size_t payload_length, bool may_drop);
  void drop_oldest_segment();
  void pop_acknowledged();
  void reclaim();
  void write_mark();

  JournalLog log_;
  LogCounters counters_;
  uint32_t acknowledged_below_ = 0;
  // Smallest sequence that may still enter the window: a record that was written twice, because its
  // first write was reported as failed, is sent once.
  uint32_t next_unsent_ = 0;
  uint32_t pending_ = 0;
  uint32_t unmarked_ = 0;
  LogPosition read_;
  std::array<Flight, kWindow> window_{};
  size_t first_ = 0;
  size_t count_ = 0;
  std::optional<size_t> peeked_;
};

}  // namespace platform
