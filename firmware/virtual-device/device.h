#pragma once

#include <memory>
#include <string>

#include "core/gateway.h"
#include "device_file.h"
#include "host_flash.h"
#include "host_store.h"
#include "license_client.h"
#include "mosquitto_link.h"
#include "options.h"
#include "recorder.h"
#include "sensor.h"

namespace platform::host {

/// What happened to one device since the start.
struct DeviceTotals {
  uint64_t attempted = 0;
  uint64_t acknowledged = 0;
  uint64_t not_allowed = 0;
  uint64_t not_stored = 0;
  uint64_t connects = 0;
  uint64_t refused = 0;
  uint64_t disconnects = 0;
  uint64_t commands = 0;
  uint64_t rejected = 0;
};

/// One simulated gateway: the firmware core with Linux under its ports.
class VirtualDevice final : private GatewayObserver, private LicenseQuery {
 public:
  VirtualDevice(size_t index, const DeviceSettings& settings, const Options& options, Crypto& crypto,
                Recorder& recorder, LicenseClient& licenses);

  void start(Instant now);
  void sample(Instant now);
  void tick(Instant now);
  void service(bool readable, bool writable, Instant now);
  void stop();
  void on_license_answer(long status, Instant now);

  int socket() const { return link_.socket(); }
  bool wants_write() const { return link_.wants_write(); }

  const DeviceSettings& settings() const { return settings_; }
  const DeviceTotals& totals() const { return totals_; }
  const Gateway& gateway() const { return gateway_; }

 private:
  void on_delivered(uint32_t sequence, int64_t unix_ms) override;
  void on_command(const Command& command, CommandOutcome outcome, std::optional<Refusal> refusal) override;
  void on_state(LicenseState state, std::string_view reason) override;
  void ask() override;

  void handle(const LinkEvent& event, Instant now);
  void closed(std::string_view reason, Instant now);
  void report_failure();
  void misbehave_offline(Instant now);
  bool is_ignored(const LinkEvent& event) const;
  GatewayConfig make_config(const Options& options) const;

  size_t index_;
  DeviceSettings settings_;
  Recorder& recorder_;
  LicenseClient& licenses_;
  std::string status_topic_;
  std::string command_topic_;
  // The store makes the directory that the journal's file is in.
  HostStore store_;
  std::unique_ptr<HostFlash> flash_;
  MosquittoLink link_;
  Sensor sensor_;
  Gateway gateway_;
  DeviceTotals totals_;
  bool was_connected_ = false;
  std::string reported_failure_;
  uint64_t connected_at_ms_ = 0;
  uint64_t kept_alive_at_ms_ = 0;
};

}  // namespace platform::host
