#pragma once

#include "core/gateway.h"
#include "device.h"
#include "sensor.h"

namespace platform::host {

/// A workshop gateway with a simulated sensor.
class VirtualGateway final : public VirtualDevice {
 public:
  VirtualGateway(size_t index, const DeviceSettings& settings, const Surroundings& surroundings);

  Device& core() override { return gateway_; }
  const Device& core() const override { return gateway_; }
  double sample_interval_s() const override { return settings().interval_s; }
  void sample(Instant now) override;

 private:
  GatewayConfig make_config() const;

  Sensor sensor_;
  Gateway gateway_;
};

}  // namespace platform::host
