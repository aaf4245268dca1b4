#pragma once

#include <deque>
#include <memory>
#include <string>

#include "core/device.h"
#include "device_file.h"
#include "host_flash.h"
#include "host_store.h"
#include "license_client.h"
#include "mosquitto_link.h"
#include "options.h"
#include "recorder.h"

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

/// What the devices of a process share.
struct Surroundings {
  const Options& options;
  Crypto& crypto;
  Recorder& recorder;
  LicenseClient& licenses;
};

/// Three topics of one device as texts.
struct TopicTexts {
  std::string records;
  std::string commands;
  std::string status;
};

/// One simulated device: the firmware core with Linux under its ports. Which product it is, the classes
/// below say.
class VirtualDevice : protected DeviceObserver, private LicenseQuery {
 public:
  virtual ~VirtualDevice() = default;
  VirtualDevice(const VirtualDevice&) = delete;
  VirtualDevice& operator=(const VirtualDevice&) = delete;

  virtual Device& core() = 0;
  virtual const Device& core() const = 0;

  void start(Instant now);
  virtual void tick(Instant now);
  void service(bool readable, bool writable, bool broken, Instant now);
  void stop();
  void on_license_answer(long status, Instant now);

  /// Seconds between samples; 0 for a device that takes none.
  virtual double sample_interval_s() const { return 0; }
  virtual void sample(Instant) {}

  // What somebody does to the device; false when it has no such thing.
  virtual bool press(bool /*is_long*/, Instant) { return false; }
  virtual bool set_input(const std::string& /*key*/, bool /*is_closed*/) { return false; }
  /// Cuts the connection, for so many seconds.
  void go_away(uint32_t seconds, Instant now);

  int socket() const { return link_.socket(); }
  bool wants_write() const { return link_.wants_write(); }

  const DeviceSettings& settings() const { return settings_; }
  const DeviceTotals& totals() const { return totals_; }

 protected:
  VirtualDevice(size_t index, const DeviceSettings& settings, TopicTexts topics,
                const Surroundings& surroundings);

  /// The part of a product's configuration that every product has.
  void fill(DeviceConfig& config) const;
  DevicePorts ports() { return {link_, store_, *flash_, crypto_, *this, *this}; }

  DeviceTotals& counts() { return totals_; }
  Recorder& recorder() { return recorder_; }
  MosquittoLink& link() { return link_; }

 private:
  struct Delayed {
    uint64_t due_ms = 0;
    LinkEvent event;
  };

  void on_delivered(uint32_t sequence, int64_t unix_ms) override;
  void on_command(const Command& command, CommandOutcome outcome, std::optional<Refusal> refusal) override;
  void on_state(LicenseState state, std::string_view reason) override;
  void ask() override;

  void handle(const LinkEvent& event, Instant now);
  void take_message(const LinkEvent& event, Instant now);
  void deliver_delayed(Instant now);
  void closed(std::string_view reason, Instant now);
  void report_failure();
  void misbehave_offline(Instant now);
  bool is_ignored(const LinkEvent& event, std::string_view& command) const;

  size_t index_;
  DeviceSettings settings_;
  const Options& options_;
  Crypto& crypto_;
  Recorder& recorder_;
  LicenseClient& licenses_;
  TopicTexts topics_;
  // The store makes the directory that the journal's file is in.
  HostStore store_;
  std::unique_ptr<HostFlash> flash_;
  MosquittoLink link_;
  DeviceTotals totals_;
  std::deque<Delayed> delayed_;
  bool was_connected_ = false;
  std::string reported_failure_;
  uint64_t connected_at_ms_ = 0;
  uint64_t kept_alive_at_ms_ = 0;
};

/// Makes the product that the settings name.
std::unique_ptr<VirtualDevice> make_device(size_t index, const DeviceSettings& settings,
                                           const Surroundings& surroundings);

}  // namespace platform::host
