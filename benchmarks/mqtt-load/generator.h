#pragma once

#include <netinet/in.h>
#include <sys/epoll.h>

#include <cstdio>
#include <memory>
#include <vector>

#include "connection.h"

namespace platform::load {

/// Published and acknowledged in one second of the run.
struct SecondCount {
  uint64_t published = 0;
  uint64_t acknowledged = 0;
};

/// Connects, publishes for the given time, waits for what is outstanding.
class Generator final : private AckSink {
 public:
  explicit Generator(const Options& options);
  ~Generator();
  Generator(const Generator&) = delete;
  Generator& operator=(const Generator&) = delete;

  void run();

  const std::vector<std::unique_ptr<Connection>>& connections() const { return connections_; }
  const std::vector<SecondCount>& seconds() const { return per_second_; }
  const Latency& latency() const { return latency_; }
  uint64_t published() const { return published_; }
  uint64_t acknowledged() const { return acknowledged_; }
  uint64_t errors() const { return errors_; }
  double publish_seconds() const { return publish_seconds_; }
  /// From the first publish to the last acknowledgement.
  double total_seconds() const { return total_seconds_; }
  double connect_seconds() const { return connect_seconds_; }

 private:
  void on_ack(const host::DeviceSettings& device, int64_t unix_ms, uint32_t sequence,
              uint64_t latency_us) override;

  void connect_all();
  void publish_for_duration();
  void wait_for_outstanding();
  void poll(int timeout_ms);
  void reopen_closed(uint64_t at_us);
  void fail(Connection& connection);
  void watch(size_t index);
  uint64_t publish_round(uint64_t allowance, uint64_t at_us);
  void refresh_stamp();
  SecondCount& this_second(uint64_t at_us);
  size_t outstanding() const;

  const Options& options_;
  sockaddr_in address_{};
  int epoll_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::vector<epoll_event> ready_;
  Stamp stamp_{};
  Latency latency_;
  std::FILE* ack_log_ = nullptr;
  std::vector<SecondCount> per_second_;
  uint64_t started_us_ = 0;
  uint64_t last_ack_us_ = 0;
  size_t next_ = 0;
  size_t opening_ = 0;
  uint64_t published_ = 0;
  uint64_t acknowledged_ = 0;
  uint64_t errors_ = 0;
  double publish_seconds_ = 0;
  double total_seconds_ = 0;
  double connect_seconds_ = 0;
};

}  // namespace platform::load
