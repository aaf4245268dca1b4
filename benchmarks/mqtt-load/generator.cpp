#include "generator.h"

#include <netdb.h>
#include <unistd.h>

#include <algorithm>
#include <cinttypes>
#include <cstring>
#include <ctime>

#include "core/timestamp.h"

namespace platform::load {
namespace {

constexpr size_t kOpeningAtOnce = 200;
constexpr uint64_t kSecondUs = 1'000'000;
constexpr uint64_t kConnectDeadlineUs = 120 * kSecondUs;
constexpr uint64_t kDrainDeadlineUs = 30 * kSecondUs;
constexpr uint64_t kRetryUs = kSecondUs / 2;
// Waking once per tick for all sockets costs far less than once per acknowledgement.
constexpr useconds_t kTickUs = 2000;

}  // namespace

Generator::Generator(const Options& options) : options_(options), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  addrinfo hints{};
  hints.ai_family = AF_INET;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(options.broker.host.c_str(), nullptr, &hints, &found) != 0 || epoll_ < 0) {
    throw host::UsageError("cannot resolve " + options.broker.host);
  }
  std::memcpy(&address_, found->ai_addr, sizeof address_);
  ::freeaddrinfo(found);
  address_.sin_port = htons(static_cast<uint16_t>(options.broker.port));
  for (const host::DeviceSettings& device : options.devices) {
    connections_.push_back(std::make_unique<Connection>(device, options));
  }
  ready_.resize(std::min<size_t>(connections_.size(), 1024));
  if (options.ack_log.empty()) return;
  ack_log_ = std::fopen(options.ack_log.c_str(), "we");
  if (ack_log_ == nullptr) throw host::UsageError("cannot write " + options.ack_log);
}

Generator::~Generator() {
  if (ack_log_ != nullptr) std::fclose(ack_log_);
  ::close(epoll_);
}

void Generator::run() {
  connect_all();
  publish_for_duration();
  wait_for_outstanding();
}

void Generator::connect_all() {
  const uint64_t start = now_us();
  const auto is_ready = [](const auto& c) { return c->state() == Connection::State::ready; };
  while (!std::all_of(connections_.begin(), connections_.end(), is_ready)) {
    const uint64_t now = now_us();
    if (now - start > kConnectDeadlineUs) throw host::UsageError("not every connection was accepted in time");
    reopen_closed(now);
    poll(20);
  }
  connect_seconds_ = static_cast<double>(now_us() - start) / kSecondUs;
}

void Generator::publish_for_duration() {
  started_us_ = last_ack_us_ = now_us();
  const auto duration_us = static_cast<uint64_t>(options_.duration_s * kSecondUs);
  for (uint64_t now = started_us_; now - started_us_ < duration_us; now = now_us()) {
    reopen_closed(now);
    refresh_stamp();
    uint64_t sent = 0;
    if (options_.rate > 0) {
      const double due = static_cast<double>(now - started_us_) / kSecondUs * options_.rate;
      const auto target = static_cast<uint64_t>(due);
      if (target > published_) sent = publish_round(target - published_, now);
      ::usleep(kTickUs);
      poll(0);
    } else {
      sent = publish_round(UINT64_MAX, now);
      poll(5);
    }
    this_second(now).published += sent;
  }
  publish_seconds_ = static_cast<double>(now_us() - started_us_) / kSecondUs;
}

void Generator::wait_for_outstanding() {
  const uint64_t start = now_us();
  while (outstanding() > 0 && now_us() - start < kDrainDeadlineUs) poll(20);
  total_seconds_ = static_cast<double>(last_ack_us_ - started_us_) / kSecondUs;
}

// Gives every connection one batch per turn until the allowance or all windows are used up.
uint64_t Generator::publish_round(uint64_t allowance, uint64_t at_us) {
  uint64_t sent = 0;
  size_t idle = 0;
  while (sent < allowance && idle < connections_.size()) {
    Connection& connection = *connections_[next_];
    // At full speed a window is refilled in batches: one message per system call would cost twice the CPU.
    const bool worth_it = options_.rate > 0 || connection.free_slots() >= options_.batch;
    const auto count = static_cast<uint32_t>(std::min<uint64_t>(options_.batch, allowance - sent));
    const uint32_t taken = worth_it ? connection.publish(count, stamp_, at_us) : 0;
    if (taken > 0 && connection.wants_write()) watch(next_);
    idle = taken > 0 ? 0 : idle + 1;
    sent += taken;
    next_ = (next_ + 1) % connections_.size();
  }
  published_ += sent;
  return sent;
}

void Generator::poll(int timeout_ms) {
  const int count = ::epoll_wait(epoll_, ready_.data(), static_cast<int>(ready_.size()), timeout_ms);
  for (int i = 0; i < count; ++i) {
    const auto index = static_cast<size_t>(ready_[i].data.u64);
    Connection& connection = *connections_[index];
    const bool was_opening = connection.state() == Connection::State::connecting;
    bool alive = true;
    if ((ready_[i].events & EPOLLOUT) != 0) alive = connection.on_writable();
    if (alive && (ready_[i].events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0)
      alive = connection.on_readable(*this);
    if (was_opening && (!alive || connection.state() == Connection::State::ready)) --opening_;
    if (alive) {
      watch(index);
    } else {
      fail(connection);
    }
  }
}

void Generator::reopen_closed(uint64_t at_us) {
  for (size_t i = 0; i < connections_.size() && opening_ < kOpeningAtOnce; ++i) {
    Connection& connection = *connections_[i];
    if (connection.state() != Connection::State::closed || connection.retry_at_us > at_us) continue;
    if (connection.open(&address_, sizeof address_)) {
      ++opening_;
      watch(i);
    } else {
      fail(connection);
    }
  }
}

void Generator::fail(Connection& connection) {
  connection.close();
  connection.retry_at_us = now_us() + kRetryUs;
  ++errors_;
}

void Generator::watch(size_t index) {
  Connection& connection = *connections_[index];
  const uint32_t wanted = EPOLLIN | (connection.wants_write() ? static_cast<uint32_t>(EPOLLOUT) : 0U);
  if (connection.watched_events == wanted) return;
  epoll_event event{};
  event.events = wanted;
  event.data.u64 = index;
  ::epoll_ctl(epoll_, connection.watched_events == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, connection.socket(),
              &event);
  connection.watched_events = wanted;
}

void Generator::refresh_stamp() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  const int64_t unix_ms = static_cast<int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
  if (unix_ms == stamp_.unix_ms) return;
  TimestampText text;
  format_timestamp(unix_ms, text);
  stamp_.unix_ms = unix_ms;
  std::copy(text.begin(), text.end(), stamp_.text);
}

SecondCount& Generator::this_second(uint64_t at_us) {
  const auto second = static_cast<size_t>((at_us - started_us_) / kSecondUs);
  if (per_second_.size() <= second) {
    per_second_.resize(second + 1);
    if (second > 0) {
      const SecondCount& last = per_second_[second - 1];
      std::fprintf(stderr, "%4zu s  published %" PRIu64 "/s  acknowledged %" PRIu64 "/s\n", second,
                   last.published, last.acknowledged);
    }
  }
  return per_second_[second];
}

void Generator::on_ack(const host::DeviceSettings& device, int64_t unix_ms, uint32_t sequence,
                       uint64_t latency_us) {
  ++acknowledged_;
  last_ack_us_ = now_us();
  latency_.add(latency_us);
  ++this_second(last_ack_us_).acknowledged;
  if (ack_log_ == nullptr) return;
  std::fprintf(ack_log_, "%s,%" PRId64 ",%" PRIu32 "\n", device.device_id.c_str(), unix_ms, sequence);
}

size_t Generator::outstanding() const {
  size_t sum = 0;
  for (const auto& connection : connections_) sum += connection->outstanding();
  return sum;
}

}  // namespace platform::load
