#include "core/session.h"

#include <algorithm>

#include "core/status.h"

namespace platform {

Session::Session(Link& link, RecordQueue& queue, const SessionTopics& topics, size_t window, uint32_t seed)
    : link_(link),
      queue_(queue),
      topics_(topics),
      window_(std::clamp<size_t>(window, 1, kLargestWindow)),
      backoff_(seed) {}

void Session::tick(Instant now) {
  switch (state_) {
    case State::waiting: {
      if (now.uptime_ms < next_attempt_ms_) return;
      std::array<char, kLongestLastWill> will;
      state_ = State::connecting;
      since_ms_ = now.uptime_ms;
      const LastWill last_will{topics_.status, write_last_will(will.data(), will.size())};
      if (!link_.connect(last_will)) close(now);
      return;
    }
    case State::connecting:
      if (now.uptime_ms - since_ms_ > kConnectTimeoutMs) close(now);
      return;
    case State::connected:
      if (now.uptime_ms - since_ms_ > kStableAfterMs) backoff_.reset();
      if (in_flight_ > 0 && now.uptime_ms - flights_[0].sent_at_ms > kAcknowledgeTimeoutMs) {
        close(now);
        return;
      }
      pump(now);
      return;
  }
}

void Session::on_connected(std::string_view birth, Instant now) {
  if (state_ != State::connecting) return;
  state_ = State::connected;
  since_ms_ = now.uptime_ms;
  // The retained birth overwrites the retained last will, or late subscribers would see only "offline".
  if (!link_.subscribe(topics_.commands) || link_.publish(topics_.status, birth, true) < 0) {
    close(now);
    return;
  }
  pump(now);
}

void Session::on_closed(Instant now) {
  if (state_ != State::waiting) close(now);
}

void Session::close(Instant now) {
  stay_away(now.uptime_ms + backoff_.next_ms());
}

void Session::stay_away(uint64_t until_uptime_ms) {
  state_ = State::waiting;
  next_attempt_ms_ = until_uptime_ms;
  in_flight_ = 0;
  link_.drop();
  queue_.rewind();
}

void Session::on_acknowledged(int32_t message_id, Instant now) {
  Flight* const end = flights_.data() + in_flight_;
  Flight* const found = std::find_if(flights_.data(), end,
                                     [=](const Flight& flight) { return flight.message_id == message_id; });
  if (found == end) return;
  const uint32_t sequence = found->sequence;
  std::move(found + 1, end, found);
  --in_flight_;
  backoff_.reset();
  queue_.acknowledged(sequence);
  pump(now);
}

void Session::pump(Instant now) {
  if (state_ != State::connected) return;
  OutgoingRecord record;
  while (in_flight_ < window_ && queue_.peek(record, now)) {
    const int32_t message_id = link_.publish(topics_.records, record.payload, false);
    if (message_id < 0) return;
    queue_.sent();
    flights_[in_flight_++] = {message_id, record.sequence, now.uptime_ms};
  }
}

bool Session::publish(std::string_view topic, std::string_view payload, bool retain) {
  return state_ == State::connected && link_.publish(topic, payload, retain) >= 0;
}

}  // namespace platform
