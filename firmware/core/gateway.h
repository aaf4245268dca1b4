#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/aggregator.h"
#include "core/device.h"
#include "core/reading.h"

namespace platform {

struct GatewayConfig : DeviceConfig {
  /// Stands in every reading.
  std::string_view license_key;
};

/// A workshop gateway without its chip: samples go in, the journal, the session and the license decide
/// what leaves and when.
class Gateway final : public Device {
 public:
  static constexpr uint64_t kAggregateAfterMs = 3'600'000;

  Gateway(const GatewayConfig& config, const DevicePorts& ports)
      : Device(config, ports), license_key_(config.license_key) {}

  bool start(Instant now) override;
  void tick(Instant now) override;
  void stop() override;
  void on_connected(Instant now) override;

  /// False when the device may not work now, or the journal refused the record.
  bool sample(const Measurement& measurement, Instant now);

 private:
  bool may_send(Instant now) const override { return may_work(now); }
  std::string_view write_record(const LogRecord& record, Instant now, RecordTime& time) override;
  CommandOutcome execute(const Command& command, Instant now, std::optional<Refusal>& refusal) override;

  bool keep(const Reading& reading);
  void keep_open_summary();

  std::string_view license_key_;
  Aggregator aggregator_;
  uint64_t last_connected_ms_ = 0;
  std::array<char, kLongestReadingPayload> payload_;
};

}  // namespace platform
