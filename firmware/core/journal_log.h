#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "ports/flash.h"

namespace platform {

/// Where a record starts: the segment's number, which only grows, and the offset inside it.
struct LogPosition {
  uint32_t segment = 0;
  uint32_t offset = 0;
};

enum class LogType : uint8_t { data = 1, mark = 2 };

constexpr size_t kLongestLogPayload = 128;

/// One record as it stands in flash.
struct LogRecord {
  LogType type = LogType::data;
  uint32_t sequence = 0;
  uint16_t length = 0;
  std::array<uint8_t, kLongestLogPayload> payload{};
};

/// The counters that a segment's header carries on, so that they survive the erasure of all older ones.
struct LogCounters {
  uint32_t next_data = 1;
  uint32_t next_mark = 1;
  uint32_t lost = 0;
};

/// Append-only log on raw NOR flash, one segment per sector; segment n lives in sector n modulo the number
/// of sectors. Layout, little-endian:
///   segment: magic 'JRN1', number, next data sequence, next mark sequence, lost records, CRC-32 (4 bytes
///   each) record:  length (2), type (1), zero (1), sequence (4), payload padded to 4 with zeros, CRC-32 (4)
/// Erased flash reads 0xFF; a bad CRC ends a segment, and nothing is appended behind a torn tail.
class JournalLog {
 public:
  static constexpr uint32_t kHeaderSize = 24;

  explicit JournalLog(Flash& flash) : flash_(flash) {}

  /// Finds the live segments. False when the partition is unusable (fewer than three sectors).
  bool mount();

  bool has_segments() const { return newest_ != 0; }
  bool is_full() const { return has_segments() && newest_ - oldest_ + 1 >= sectors_; }
  uint32_t oldest() const { return oldest_; }
  uint32_t newest() const { return newest_; }
  LogPosition begin() const { return {oldest_, kHeaderSize}; }

  /// Reads the record at `position`, which moves on to the next segment where one ends, and sets `next`
  /// behind it. False at the end of the log.
  bool read(LogPosition& position, LogRecord& record, LogPosition& next);

  /// Reads the header of a live segment.
  bool read_counters(uint32_t segment, LogCounters& counters);

  bool has_room(size_t payload_length) const;
  /// Appends to the newest segment; after a failure nothing more goes into that segment.
  bool append(LogType type, uint32_t sequence, const uint8_t* payload, size_t length, LogPosition& position);
  /// Starts the next segment; the log must not be full.
  bool open_segment(const LogCounters& counters);
  void drop_oldest();

 private:
  static constexpr uint32_t kRecordHead = 8;
  static constexpr uint32_t kCrcSize = 4;
  static constexpr uint32_t record_size(size_t payload) {
    return kRecordHead + ((static_cast<uint32_t>(payload) + 3U) & ~3U) + kCrcSize;
  }

  uint32_t base(uint32_t segment) const { return segment % sectors_ * sector_size_; }
  bool read_header(uint32_t sector, uint32_t& number, LogCounters& counters);
  bool read_at(LogPosition position, LogRecord& record, uint32_t& size);
  bool is_erased(uint32_t offset, uint32_t length);
  void find_tail();

  Flash& flash_;
  uint32_t sector_size_ = 0;
  uint32_t sectors_ = 0;
  uint32_t oldest_ = 0;
  uint32_t newest_ = 0;
  uint32_t tail_ = 0;
};

}  // namespace platform
