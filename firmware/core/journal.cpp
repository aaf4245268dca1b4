#include "core/journal.h"

#include <algorithm>

#include "core/bytes.h"

namespace platform {

bool Journal::mount() {
  counters_ = {};
  acknowledged_below_ = next_unsent_ = pending_ = unmarked_ = 0;
  first_ = count_ = 0;
  peeked_.reset();
  if (!log_.mount()) return false;
  if (!log_.has_segments()) return true;
  log_.read_counters(log_.newest(), counters_);
  LogRecord record;
  LogPosition next;
  for (LogPosition at = log_.begin(); log_.read(at, record, next); at = next) {
    if (record.type == LogType::data) {
      counters_.next_data = std::max(counters_.next_data, record.sequence + 1);
      continue;
    }
    ByteReader mark(record.payload.data(), record.length);
    acknowledged_below_ = std::max(acknowledged_below_, mark.get<uint32_t>());
    counters_.lost = std::max(counters_.lost, mark.get<uint32_t>());
    counters_.next_mark = std::max(counters_.next_mark, record.sequence + 1);
  }
  counters_.next_data = std::max(counters_.next_data, acknowledged_below_);
  next_unsent_ = acknowledged_below_;
  read_ = {log_.newest(), JournalLog::kHeaderSize};
  uint32_t expected = acknowledged_below_;
  for (LogPosition at = log_.begin(); log_.read(at, record, next); at = next) {
    if (record.type != LogType::data || record.sequence < expected) continue;
    if (pending_++ == 0) read_ = at;
    expected = record.sequence + 1;
  }
  return true;
}

bool Journal::make_room(size_t payload_length, bool may_drop) {
  if (log_.has_room(payload_length)) return true;
  if (log_.is_full()) {
    if (!may_drop) return false;
    drop_oldest_segment();
  }
  return log_.open_segment(counters_);
}

std::optional<uint32_t> Journal::append(const uint8_t* payload, size_t length) {
  if (length > kLongestLogPayload) return std::nullopt;
  const uint32_t sequence = counters_.next_data;
  // A write that fails closes its segment; the second try goes to a fresh one.
  for (int attempt = 0; attempt < 2; ++attempt) {
    LogPosition position;
    if (!make_room(length, true) || !log_.append(LogType::data, sequence, payload, length, position))
      continue;
    ++counters_.next_data;
    ++pending_;
    return sequence;
  }
  return std::nullopt;
}

void Journal::drop_oldest_segment() {
  const uint32_t segment = log_.oldest();
  const auto count_lost = [this] {
    ++counters_.lost;
    --pending_;
  };
  while (count_ > 0 && flight(0).position.segment == segment) {
    if (flight(0).state != State::acknowledged) count_lost();
    acknowledged_below_ = flight(0).sequence + 1;
    first_ = (first_ + 1) % kWindow;
    --count_;
  }
  LogRecord record;
  LogPosition next;
  for (LogPosition at = log_.begin(); log_.read(at, record, next) && at.segment == segment; at = next) {
    if (record.type != LogType::data || record.sequence < next_unsent_) continue;
    count_lost();
    next_unsent_ = acknowledged_below_ = record.sequence + 1;
  }
  peeked_.reset();
  log_.drop_oldest();
}

bool Journal::peek(LogRecord& record) {
  LogPosition next;
  for (size_t i = 0; i < count_; ++i) {
    if (flight(i).state != State::unsent) continue;
    LogPosition at = flight(i).position;
    if (!log_.read(at, record, next) || record.sequence != flight(i).sequence) {
      // It was readable once and is no more: count it and go on with the next.
      flight(i).state = State::acknowledged;
      ++counters_.lost;
      --pending_;
      continue;
    }
    peeked_ = i;
    return true;
  }
  if (count_ == kWindow) return false;
  for (; log_.read(read_, record, next); read_ = next) {
    if (record.type != LogType::data || record.sequence < next_unsent_) continue;
    next_unsent_ = record.sequence + 1;
    flight(count_) = {read_, record.sequence, State::unsent};
    peeked_ = count_++;
    read_ = next;
    return true;
  }
  return false;
}

void Journal::advance() {
  if (!peeked_) return;
  flight(*peeked_).state = State::sent;
  peeked_.reset();
}

bool Journal::acknowledge(uint32_t sequence) {
  for (size_t i = 0; i < count_; ++i) {
    if (flight(i).sequence != sequence) continue;
    if (flight(i).state != State::sent) return false;
    flight(i).state = State::acknowledged;
    --pending_;
    pop_acknowledged();
    return true;
  }
  return false;
}

void Journal::pop_acknowledged() {
  while (count_ > 0 && flight(0).state == State::acknowledged) {
    acknowledged_below_ = flight(0).sequence + 1;
    first_ = (first_ + 1) % kWindow;
    --count_;
    ++unmarked_;
  }
  peeked_.reset();
  reclaim();
  if (unmarked_ >= kMarkEvery) write_mark();
}

void Journal::reclaim() {
  // Everything before the first undelivered record is done with, but the newest segment stays: it
  // carries the counters.
  const uint32_t needed = count_ > 0 ? flight(0).position.segment : std::min(read_.segment, log_.newest());
  while (log_.oldest() < needed) log_.drop_oldest();
}

void Journal::write_mark() {
  std::array<uint8_t, 8> payload;
  ByteWriter out(payload.data(), payload.size());
  out.put(acknowledged_below_);
  out.put(counters_.lost);
  // A mark only saves repetition; it never pushes out a record that nobody has yet.
  LogPosition position;
  if (!make_room(out.size(), false)) return;
  if (!log_.append(LogType::mark, counters_.next_mark, payload.data(), out.size(), position)) return;
  ++counters_.next_mark;
  unmarked_ = 0;
}

void Journal::rewind() {
  for (size_t i = 0; i < count_; ++i) {
    if (flight(i).state == State::sent) flight(i).state = State::unsent;
  }
  peeked_.reset();
}

void Journal::flush() {
  if (unmarked_ > 0) write_mark();
}

}  // namespace platform
