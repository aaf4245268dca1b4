#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "core/timestamp.h"
#include "fakes.h"

namespace platform::test {

/// A gateway on fakes, with intent methods.
class GatewayFixture : public testing::Test, protected FakeParts {
 protected:
  static constexpr std::string_view kSensors = "workshop/w1/pit/p1/sensors";
  static constexpr std::string_view kCommand = "workshop/w1/device/D1/command";
  static constexpr std::string_view kStatus = "workshop/w1/device/D1/status";

  GatewayFixture() { boot(at(0)); }

  void boot(Instant now) {
    GatewayConfig config;
    config.device_id = "D1";
    config.license_key = "LIC-AAAA-BBBB-CCCC";
    config.topics = {kSensors, kCommand, kStatus};
    config.lease_grace_s = 100;
    gateway = std::make_unique<Gateway>(config, ports());
    ASSERT_TRUE(gateway->start(now));
  }

  void connect(Instant now) {
    gateway->tick(now);
    gateway->on_connected(now);
  }

  bool sample(Instant now) { return gateway->sample({241, 512, 42, 10'082, 3}, now); }

  void acknowledge_all(Instant now) {
    for (size_t i = 0; i < link.published.size(); ++i) gateway->on_acknowledged(link.published[i].id, now);
  }

  std::string command(const std::string& id, const std::string& name, Instant issued,
                      const std::string& more = {}) {
    TimestampText text;
    return R"({"id":")" + id + R"(","command":")" + name + R"(","reason":"payment_overdue","issued_at":")" +
           std::string(format_timestamp(issued.unix_ms, text)) + R"(","ttl_s":3600)" + more + "}";
  }

  void receive(const std::string& payload, Instant now) { gateway->on_message(kCommand, payload, now); }

  std::vector<std::string> statuses() const {
    std::vector<std::string> payloads;
    for (const Published& p : link.on(std::string(kStatus))) payloads.push_back(p.payload);
    return payloads;
  }

  std::vector<Published> readings() const { return link.on(std::string(kSensors)); }

  std::unique_ptr<Gateway> gateway;
};

}  // namespace platform::test
