#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/gateway.h"
#include "nor_flash.h"

namespace platform::test {

class FakeStore final : public Store {
 public:
  int32_t read(std::string_view key, uint8_t* out, size_t capacity) override {
    const auto found = values.find(std::string(key));
    if (found == values.end() || found->second.size() > capacity) return -1;
    std::copy(found->second.begin(), found->second.end(), out);
    return static_cast<int32_t>(found->second.size());
  }

  bool write(std::string_view key, const uint8_t* value, size_t length) override {
    if (broken) return false;
    values[std::string(key)].assign(value, value + length);
    return true;
  }

  std::map<std::string, std::vector<uint8_t>> values;
  bool broken = false;
};

struct Published {
  std::string topic;
  std::string payload;
  bool retain = false;
  int32_t id = 0;
};

class FakeLink final : public Link {
 public:
  bool connect(const LastWill& will) override {
    ++connects;
    last_will = {std::string(will.topic), std::string(will.payload), true, 0};
    return can_connect;
  }

  void drop() override { ++drops; }

  int32_t publish(std::string_view topic, std::string_view payload, bool retain) override {
    if (!can_publish) return -1;
    published.push_back({std::string(topic), std::string(payload), retain, ++last_id});
    return last_id;
  }

  bool subscribe(std::string_view topic) override {
    subscribed.emplace_back(topic);
    return true;
  }

  std::vector<Published> on(const std::string& topic) const {
    std::vector<Published> found;
    std::copy_if(published.begin(), published.end(), std::back_inserter(found),
                 [&](const Published& p) { return p.topic == topic; });
    return found;
  }

  bool can_connect = true;
  bool can_publish = true;
  int connects = 0;
  int drops = 0;
  int32_t last_id = 0;
  Published last_will;
  std::vector<Published> published;
  std::vector<std::string> subscribed;
};

/// Accepts the signatures it is told to.
class FakeCrypto final : public Crypto {
 public:
  bool verify_es256(const uint8_t*, size_t, const Es256Signature&) override { return accept; }
  bool sha256(const uint8_t*, size_t, Sha256Digest&) override { return false; }
  bool accept = true;
};

class FakeQuery final : public LicenseQuery {
 public:
  void ask() override { ++asked; }
  int asked = 0;
};

class FakeObserver final : public DeviceObserver {
 public:
  void on_delivered(uint32_t sequence, int64_t unix_ms) override {
    delivered.emplace_back(sequence, unix_ms);
  }
  void on_command(const Command&, CommandOutcome outcome, std::optional<Refusal>) override {
    outcomes.push_back(outcome);
  }
  void on_state(LicenseState state, std::string_view) override { states.push_back(state); }

  std::vector<std::pair<uint32_t, int64_t>> delivered;
  std::vector<CommandOutcome> outcomes;
  std::vector<LicenseState> states;
};

/// A board made of fakes; what is stored and journaled survives the device on it.
struct FakeParts {
  DevicePorts ports() { return {link, store, flash, crypto, query, observer}; }

  FakeLink link;
  FakeStore store;
  NorFlash flash{8};
  FakeCrypto crypto;
  FakeQuery query;
  FakeObserver observer;
};

/// 2026-11-20T10:00:00Z, `ms` after boot.
inline Instant at(uint64_t ms) {
  return {ms, 1'795'168'800'000 + static_cast<int64_t>(ms)};
}
inline Instant without_wall_time(uint64_t ms) {
  return {ms, Instant::kUnknown};
}

inline std::string encode_base64url(const std::string& bytes) {
  constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8) | static_cast<uint8_t>(c);
    for (count += 8; count >= 6; count -= 6) text += kAlphabet[(bits >> (count - 6)) & 63];
  }
  if (count > 0) text += kAlphabet[(bits << (6 - count)) & 63];
  return text;
}

inline std::string unsigned_lease(const std::string& device, int64_t until_s, int64_t sequence,
                                  const std::string& header = R"({"alg":"ES256","typ":"lease","kid":"k1"})") {
  const std::string payload = R"({"device_id":")" + device + R"(","valid_until":)" + std::to_string(until_s) +
                              R"(,"seq":)" + std::to_string(sequence) + "}";
  return encode_base64url(header) + "." + encode_base64url(payload);
}

/// A lease whose signature only FakeCrypto accepts.
inline std::string fake_lease(const std::string& device, int64_t until_s, int64_t sequence) {
  return unsigned_lease(device, until_s, sequence) + "." + encode_base64url(std::string(64, 's'));
}

}  // namespace platform::test
