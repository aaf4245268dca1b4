#include "connection.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>

namespace platform::load {
namespace {

constexpr uint8_t kConnack = 0x20;
constexpr uint8_t kPuback = 0x40;
constexpr size_t kShortPacket = 4;

}  // namespace

uint64_t now_us() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1'000'000 + static_cast<uint64_t>(now.tv_nsec) / 1000;
}

Connection::Connection(const host::DeviceSettings& device, const Options& options)
    : device_(device), template_(device), slots_(options.inflight) {
  count_.next_seq = options.start_seq;
  reset_slots();
}

Connection::~Connection() {
  close();
}

void Connection::reset_slots() {
  free_.clear();
  for (size_t i = slots_.size(); i > 0; --i) {
    slots_[i - 1].used = false;
    free_.push_back(static_cast<uint16_t>(i - 1));
  }
}

bool Connection::open(const void* address, size_t address_length) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (socket_ < 0) return false;
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const auto* peer = static_cast<const sockaddr*>(address);
  if (::connect(socket_, peer, static_cast<socklen_t>(address_length)) != 0 && errno != EINPROGRESS) {
    close();
    return false;
  }
  state_ = State::connecting;
  is_tcp_open_ = false;
  pending_ = make_connect(device_);
  return true;
}

void Connection::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  state_ = State::closed;
  watched_events = 0;
  pending_.clear();
  partial_.clear();
  // What was on its way is neither acknowledged nor sent again: its numbers stay gaps.
  reset_slots();
}

bool Connection::flush() {
  size_t sent = 0;
  while (sent < pending_.size()) {
    const ssize_t part = ::send(socket_, pending_.data() + sent, pending_.size() - sent, MSG_NOSIGNAL);
    if (part < 0) {
      if (errno == EAGAIN || errno == EWOULDBLOCK) break;
      return false;
    }
    sent += static_cast<size_t>(part);
  }
  pending_.erase(0, sent);
  return true;
}

bool Connection::on_writable() {
  is_tcp_open_ = true;
  return flush();
}

bool Connection::on_readable(AckSink& sink) {
  std::array<uint8_t, 16'384> bytes;
  const size_t kept = partial_.size();
  std::copy(partial_.begin(), partial_.end(), bytes.begin());
  const ssize_t received = ::recv(socket_, bytes.data() + kept, bytes.size() - kept, 0);
  if (received == 0) return false;
  if (received < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
  const uint64_t at_us = now_us();
  const size_t size = kept + static_cast<size_t>(received);
  size_t position = 0;
  // CONNACK and PUBACK are four bytes each; nothing else is expected, as nothing is subscribed to.
  for (; size - position >= kShortPacket; position += kShortPacket) {
    if (!take_packet(bytes.data() + position, at_us, sink)) return false;
  }
  partial_.assign(bytes.begin() + static_cast<ptrdiff_t>(position),
                  bytes.begin() + static_cast<ptrdiff_t>(size));
  return true;
}

bool Connection::take_packet(const uint8_t* packet, uint64_t at_us, AckSink& sink) {
  if (packet[1] != 2) return false;
  if (packet[0] == kConnack) {
    state_ = State::ready;
    return packet[3] == 0;
  }
  const size_t slot = static_cast<size_t>(packet[2] << 8 | packet[3]) - 1;
  if (packet[0] != kPuback || slot >= slots_.size() || !slots_[slot].used) return false;
  slots_[slot].used = false;
  free_.push_back(static_cast<uint16_t>(slot));
  ++count_.acknowledged;
  sink.on_ack(device_, slots_[slot].unix_ms, slots_[slot].sequence, at_us - slots_[slot].sent_us);
  return true;
}

uint32_t Connection::publish(uint32_t count, const Stamp& stamp, uint64_t at_us) {
  if (state_ != State::ready || !pending_.empty()) return 0;
  const uint32_t taken = std::min(count, static_cast<uint32_t>(free_.size()));
  for (uint32_t i = 0; i < taken; ++i) {
    const uint16_t slot = free_.back();
    free_.pop_back();
    slots_[slot] = {at_us, stamp.unix_ms, count_.next_seq, true};
    template_.append(pending_, static_cast<uint16_t>(slot + 1), stamp.text, count_.next_seq++);
  }
  count_.published += taken;
  // A broken socket shows itself when it is polled next.
  flush();
  return taken;
}

}  // namespace platform::load
