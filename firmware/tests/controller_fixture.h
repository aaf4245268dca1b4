#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/controller.h"
#include "core/timestamp.h"
#include "fakes.h"

namespace platform::test {

class FakeBoard final : public ControllerBoard {
 public:
  void set_output(std::string_view key, uint32_t value) override { outputs[std::string(key)] = value; }
  void indicate(bool is_lit) override { lit.push_back(is_lit); }
  Vitals vitals() override { return {-60, std::nullopt}; }
  void use_network(std::string_view wifi_ssid, std::string_view broker) override {
    networks.push_back(std::string(wifi_ssid) + "|" + std::string(broker));
  }

  std::map<std::string, uint32_t> outputs;
  std::vector<bool> lit;
  std::vector<std::string> networks;
};

class FakeChanges final : public ControllerObserver {
 public:
  void on_change(const Change& change) override {
    seen.push_back(std::string(change.key.view()) + "=" + std::string(change.value.view()) + " " +
                   std::string(to_text(change.cause)));
  }
  std::vector<std::string> seen;
};

/// A controller on fakes, with intent methods.
class ControllerFixture : public testing::Test, protected FakeParts {
 protected:
  static constexpr std::string_view kControl = "devices/S1/control";
  static constexpr std::string_view kStatus = "devices/S1/status";
  static constexpr std::string_view kHeartbeat = "devices/S1/heartbeat";

  /// Switches the power off and on again: what is stored stays, what the broker had is forgotten.
  void boot(Instant now) {
    ControllerConfig config;
    config.device_id = "S1";
    config.type = type;
    config.topics = {kStatus, kControl, kStatus};
    config.heartbeat_topic = kHeartbeat;
    config.lease_grace_s = 100;
    board.outputs.clear();
    controller = std::make_unique<Controller>(config, ports(), board, changes);
    ASSERT_TRUE(controller->start(now));
  }

  void connect(Instant now) {
    controller->tick(now);
    controller->on_connected(now);
  }

  void acknowledge_all(Instant now) {
    for (size_t i = 0; i < link.published.size(); ++i) {
      controller->on_acknowledged(link.published[i].id, now);
    }
  }

  std::string command(const std::string& id, const std::string& name, const std::string& args, Instant issued,
                      const std::string& more = {}) {
    TimestampText text;
    return R"({"id":")" + id + R"(","command":")" + name + R"(","args":)" + args +
           R"(,"reason":"r","issued_at":")" + std::string(format_timestamp(issued.unix_ms, text)) +
           R"(","ttl_s":3600)" + more + "}";
  }

  void receive(const std::string& id, const std::string& name, const std::string& args, Instant now) {
    controller->on_message(kControl, command(id, name, args, now), now);
  }

  void relay(const std::string& id, int pin, const std::string& value, Instant now) {
    receive(id, "relay", R"({"pin":)" + std::to_string(pin) + R"(,"state":")" + value + "\"}", now);
  }

  /// Shows the button's level every 10 ms up to the given uptime.
  void button(bool is_down, uint64_t from_ms, uint64_t until_ms) {
    for (uint64_t ms = from_ms; ms < until_ms; ms += 10) controller->on_button(is_down, at(ms));
  }

  void tap(uint64_t ms) {
    button(false, ms, ms + 50);
    button(true, ms + 50, ms + 150);
    button(false, ms + 150, ms + 250);
  }

  void input(size_t number, bool is_closed, uint64_t ms) {
    controller->on_input(number, is_closed, at(ms));
    controller->on_input(number, is_closed, at(ms + 40));
  }

  std::vector<Published> statuses(bool retained) const {
    std::vector<Published> found;
    for (const Published& p : link.on(std::string(kStatus))) {
      if (p.retain == retained) found.push_back(p);
    }
    return found;
  }

  std::string last_kept() const { return statuses(true).empty() ? "" : statuses(true).back().payload; }
  std::string last_told() const { return statuses(false).empty() ? "" : statuses(false).back().payload; }

  /// The journaled changes that were sent, without what else is told on the topic.
  std::vector<std::string> sent_changes() const {
    std::vector<std::string> found;
    for (const Published& p : statuses(false)) {
      if (p.payload.find(R"("status":"changed")") != std::string::npos) found.push_back(p.payload);
    }
    return found;
  }

  ControllerType type = ControllerType::relays;
  FakeBoard board;
  FakeChanges changes;
  std::unique_ptr<Controller> controller;
};

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace platform::test
