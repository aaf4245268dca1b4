#include "core/journal_log.h"

#include <algorithm>
#include <cstring>

#include "core/bytes.h"
#include "core/crc32.h"

namespace platform {
namespace {

constexpr uint32_t kMagic = 0x314E524A;  // "JRN1"
constexpr uint32_t kFewestSectors = 3;

}  // namespace

bool JournalLog::mount() {
  sector_size_ = flash_.sector_size();
  sectors_ = sector_size_ == 0 ? 0 : flash_.size() / sector_size_;
  oldest_ = newest_ = tail_ = 0;
  if (sectors_ < kFewestSectors) return false;
  uint32_t number = 0;
  LogCounters counters;
  for (uint32_t sector = 0; sector < sectors_; ++sector) {
    if (read_header(sector, number, counters)) newest_ = std::max(newest_, number);
  }
  if (!has_segments()) return true;
  // A sector between two live ones whose header rotted counts as an empty segment and is skipped.
  oldest_ = newest_;
  for (uint32_t back = 1; back < sectors_ && back < newest_; ++back) {
    const uint32_t candidate = newest_ - back;
    if (read_header(candidate % sectors_, number, counters) && number == candidate) oldest_ = candidate;
  }
  find_tail();
  return true;
}

bool JournalLog::read_header(uint32_t sector, uint32_t& number, LogCounters& counters) {
  std::array<uint8_t, kHeaderSize> bytes;
  if (!flash_.read(sector * sector_size_, bytes.data(), bytes.size())) return false;
  ByteReader in(bytes.data(), bytes.size());
  const auto magic = in.get<uint32_t>();
  number = in.get<uint32_t>();
  counters.next_data = in.get<uint32_t>();
  counters.next_mark = in.get<uint32_t>();
  counters.lost = in.get<uint32_t>();
  const bool intact = in.get<uint32_t>() == crc32(bytes.data(), kHeaderSize - kCrcSize);
  return magic == kMagic && intact && number != 0 && number % sectors_ == sector;
}

bool JournalLog::read_counters(uint32_t segment, LogCounters& counters) {
  uint32_t number = 0;
  return read_header(segment % sectors_, number, counters) && number == segment;
}

bool JournalLog::read_at(LogPosition position, LogRecord& record, uint32_t& size) {
  if (position.offset + record_size(0) > sector_size_) return false;
  std::array<uint8_t, kRecordHead + kLongestLogPayload + kCrcSize> bytes;
  const uint32_t start = base(position.segment) + position.offset;
  if (!flash_.read(start, bytes.data(), kRecordHead)) return false;
  ByteReader head(bytes.data(), kRecordHead);
  record.length = head.get<uint16_t>();
  const auto type = head.get<uint8_t>();
  const auto zero = head.get<uint8_t>();
  record.sequence = head.get<uint32_t>();
  const bool is_known =
      type == static_cast<uint8_t>(LogType::data) || type == static_cast<uint8_t>(LogType::mark);
  if (record.length > kLongestLogPayload || zero != 0 || !is_known) return false;
  size = record_size(record.length);
  if (position.offset + size > sector_size_) return false;
  if (!flash_.read(start + kRecordHead, bytes.data() + kRecordHead, size - kRecordHead)) return false;
  ByteReader sum(bytes.data() + size - kCrcSize, kCrcSize);
  if (sum.get<uint32_t>() != crc32(bytes.data(), size - kCrcSize)) return false;
  record.type = static_cast<LogType>(type);
  std::memcpy(record.payload.data(), bytes.data() + kRecordHead, record.length);
  return true;
}

bool JournalLog::read(LogPosition& position, LogRecord& record, LogPosition& next) {
  if (!has_segments()) return false;
  if (position.segment < oldest_) position = begin();
  LogCounters counters;
  uint32_t size = 0;
  for (;;) {
    const bool is_written = position.segment != newest_ || position.offset < tail_;
    if (is_written && read_counters(position.segment, counters) && read_at(position, record, size)) {
      next = {position.segment, position.offset + size};
      return true;
    }
    if (position.segment >= newest_) return false;
    position = {position.segment + 1, kHeaderSize};
  }
}

bool JournalLog::is_erased(uint32_t offset, uint32_t length) {
  std::array<uint8_t, 64> bytes;
  while (length > 0) {
    const uint32_t part = std::min<uint32_t>(length, bytes.size());
    if (!flash_.read(offset, bytes.data(), part)) return false;
    if (!std::all_of(bytes.begin(), bytes.begin() + part, [](uint8_t b) { return b == 0xFF; })) return false;
    offset += part;
    length -= part;
  }
  return true;
}

void JournalLog::find_tail() {
  LogRecord record;
  uint32_t size = 0;
  tail_ = kHeaderSize;
  while (read_at({newest_, tail_}, record, size)) tail_ += size;
  // Anything but erased flash behind the last good record is the trace of an interrupted write; bits
  // there can no longer be raised, so the segment is closed.
  if (!is_erased(base(newest_) + tail_, sector_size_ - tail_)) tail_ = sector_size_;
}

bool JournalLog::has_room(size_t payload_length) const {
  return has_segments() && tail_ + record_size(payload_length) <= sector_size_;
}

bool JournalLog::append(LogType type, uint32_t sequence, const uint8_t* payload, size_t length,
                        LogPosition& position) {
  std::array<uint8_t, kRecordHead + kLongestLogPayload + kCrcSize> bytes{};
  if (length > kLongestLogPayload || !has_room(length)) return false;
  const uint32_t size = record_size(length);
  ByteWriter head(bytes.data(), kRecordHead);
  head.put(static_cast<uint16_t>(length));
  head.put(static_cast<uint8_t>(type));
  head.put(uint8_t{0});
  head.put(sequence);
  if (length > 0) std::memcpy(bytes.data() + kRecordHead, payload, length);
  ByteWriter sum(bytes.data() + size - kCrcSize, kCrcSize);
  sum.put(crc32(bytes.data(), size - kCrcSize));
  position = {newest_, tail_};
  if (!flash_.program(base(newest_) + tail_, bytes.data(), size)) {
    tail_ = sector_size_;
    return false;
  }
  tail_ += size;
  return true;
}

bool JournalLog::open_segment(const LogCounters& counters) {
  const uint32_t number = newest_ + 1;
  const uint32_t start = base(number);
  // From here on nothing goes behind the old tail, whether or not the new sector works.
  tail_ = sector_size_;
  if (!is_erased(start, sector_size_) && !flash_.erase_sector(start)) return false;
  std::array<uint8_t, kHeaderSize> bytes;
  ByteWriter out(bytes.data(), bytes.size());
  out.put(kMagic);
  out.put(number);
  out.put(counters.next_data);
  out.put(counters.next_mark);
  out.put(counters.lost);
  out.put(crc32(bytes.data(), out.size()));
  if (!flash_.program(start, bytes.data(), bytes.size())) return false;
  if (!has_segments()) oldest_ = number;
  newest_ = number;
  tail_ = kHeaderSize;
  return true;
}

void JournalLog::drop_oldest() {
  // A failed erasure is not an error here: the sector is erased again before it is used.
  static_cast<void>(flash_.erase_sector(base(oldest_)));
  ++oldest_;
}

}  // namespace platform
