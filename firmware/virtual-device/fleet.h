#pragma once

#include <sys/epoll.h>

#include <csignal>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <string>
#include <vector>

#include "control_channel.h"
#include "device.h"
#include "nvs_folder.h"
#include "ports/clock.h"
#include "ports/psa_crypto.h"

namespace platform::host {

/// Time since the process started and the system's wall time.
class HostClock final : public Clock {
 public:
  HostClock();
  Instant now() const override;

 private:
  int64_t started_ms_;
};

/// Drives all devices of the process from one thread: socket readiness, sampling, housekeeping.
class Fleet {
 public:
  explicit Fleet(const Options& options);
  ~Fleet();
  Fleet(const Fleet&) = delete;
  Fleet& operator=(const Fleet&) = delete;

  /// Returns when the duration is over or `stop_requested` is set.
  void run(const volatile std::sig_atomic_t& stop_requested);

  const std::vector<std::unique_ptr<VirtualDevice>>& devices() const { return devices_; }
  double seconds() const { return seconds_; }

 private:
  struct Due {
    uint64_t at_ms = 0;
    size_t device = 0;
    bool operator>(const Due& other) const { return at_ms > other.at_ms; }
  };

  struct Watch {
    int socket = -1;
    uint32_t interest = 0;
  };

  void add(const DeviceSettings& settings);
  void start(size_t device, Instant now);
  void add_new_units(Instant now);
  void obey(const ControlLine& line, Instant now);
  Crypto& crypto_for(const std::string& lease_public_key);
  void poll_sockets(int timeout_ms);
  void watch(size_t device);
  void take_samples(Instant now);
  void take_samples_at_rate(Instant now);
  void tick_some(Instant now);
  void drain();
  int next_timeout_ms(Instant now) const;

  const Options& options_;
  HostClock clock_;
  // Mbed TLS has room for few keys: devices with the same key share it.
  std::map<std::string, std::unique_ptr<PsaCrypto>> cryptos_;
  Recorder recorder_;
  LicenseClient licenses_;
  std::vector<std::unique_ptr<VirtualDevice>> devices_;
  std::map<std::string, size_t> by_id_;
  std::vector<size_t> samplers_;
  std::vector<Watch> watches_;
  std::optional<NvsFolder> nvs_;
  std::optional<ControlChannel> control_;
  std::vector<epoll_event> ready_;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
  int epoll_;
  size_t next_tick_ = 0;
  size_t next_sample_ = 0;
  uint64_t sampled_ = 0;
  uint64_t flushed_at_ms_ = 0;
  uint64_t looked_for_units_at_ms_ = 0;
  double seconds_ = 0;
};

}  // namespace platform::host
