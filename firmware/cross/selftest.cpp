// Runs the core on rv32imc without an operating system; prints a line per check in the manner of TAP.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>

#include "core/base64.h"
#include "core/crc32.h"
#include "core/gateway.h"
#include "core/lease.h"
#include "core/timestamp.h"

namespace {

using namespace platform;

int failures = 0;

void report(const char* name, bool passed) {
  std::printf("%s rv32imc %s\n", passed ? "ok" : "not ok", name);
  failures += passed ? 0 : 1;
}

/// NOR flash: programming only clears bits; the supply may fail after some bytes.
class NorFlash final : public Flash {
 public:
  NorFlash() { bytes_.fill(0xFF); }
  uint32_t size() const override { return bytes_.size(); }
  uint32_t sector_size() const override { return 512; }
  bool read(uint32_t offset, uint8_t* out, size_t length) override {
    std::copy_n(bytes_.begin() + offset, length, out);
    return true;
  }
  bool program(uint32_t offset, const uint8_t* data, size_t length) override {
    for (size_t i = 0; i < length; ++i, --budget) {
      if (budget == 0) return false;
      bytes_[offset + i] &= data[i];
    }
    return true;
  }
  bool erase_sector(uint32_t offset) override {
    std::fill_n(bytes_.begin() + offset, sector_size(), 0xFF);
    return true;
  }
  uint32_t budget = 0xFFFFFFFF;

 private:
  std::array<uint8_t, 4096> bytes_;
};

class OneValueStore final : public Store {
 public:
  int32_t read(std::string_view key, uint8_t* out, size_t capacity) override {
    const Slot& slot = slots_[key == "license" ? 0 : 1];
    if (slot.length == 0 || slot.length > capacity) return -1;
    std::memcpy(out, slot.bytes.data(), slot.length);
    return static_cast<int32_t>(slot.length);
  }
  bool write(std::string_view key, const uint8_t* value, size_t length) override {
    Slot& slot = slots_[key == "license" ? 0 : 1];
    std::memcpy(slot.bytes.data(), value, length);
    slot.length = length;
    return true;
  }

 private:
  struct Slot {
    std::array<uint8_t, 512> bytes;
    size_t length = 0;
  };
  std::array<Slot, 2> slots_;
};

class RecordingLink final : public Link {
 public:
  bool connect(const LastWill&) override { return true; }
  void drop() override {}
  int32_t publish(std::string_view, std::string_view payload, bool) override {
    last.assign(payload);
    return ++id;
  }
  bool subscribe(std::string_view) override { return true; }
  FixedString<512> last;
  int32_t id = 0;
};

// Mbed TLS is not part of this build: the signature is taken for good, all around it is the real code.
class TrustingCrypto final : public Crypto {
 public:
  bool verify_es256(const uint8_t*, size_t, const Es256Signature&) override { return true; }
  bool sha256(const uint8_t*, size_t, Sha256Digest&) override { return false; }
};

class Silent final : public LicenseQuery, public GatewayObserver {
 public:
  void ask() override { ++asked; }
  void on_delivered(uint32_t, int64_t) override { ++delivered; }
  void on_command(const Command&, CommandOutcome, std::optional<Refusal>) override {}
  void on_state(LicenseState, std::string_view) override {}
  int asked = 0;
  int delivered = 0;
};

constexpr int64_t kStart = 1'795'168'800'000;
Instant at(uint64_t ms) {
  return {ms, kStart + static_cast<int64_t>(ms)};
}

NorFlash flash;
OneValueStore store;
RecordingLink link;
TrustingCrypto crypto;
Silent silent;

Gateway make_gateway() {
  GatewayConfig config;
  config.device_id = "D1";
  config.license_key = "LIC-AAAA-BBBB-CCCC";
  config.topics = {"r", "c", "s"};
  return Gateway(config, {link, store, flash, crypto, silent, silent});
}

void basics() {
  report("crc32", crc32(reinterpret_cast<const uint8_t*>("123456789"), 9) == 0xCBF43926U);
  std::array<uint8_t, 8> out;
  report("base64url", decode_base64url("Zm9vYmE", out.data(), out.size()) == 5 && out[4] == 'a');
  TimestampText text;
  report("timestamp", parse_timestamp(format_timestamp(kStart + 123, text)) == kStart + 123 &&
                          std::string_view(text.data(), text.size()) == "2026-11-20T10:00:00.123Z");
  // {"alg":"ES256","typ":"lease"}.{"device_id":"D1","valid_until":2000000000,"seq":7}.64 zero bytes
  constexpr std::string_view kHead = "eyJhbGciOiJFUzI1NiIsInR5cCI6ImxlYXNlIn0.";
  constexpr std::string_view kBody = "eyJkZXZpY2VfaWQiOiJEMSIsInZhbGlkX3VudGlsIjoyMDAwMDAwMDAwLCJzZXEiOjd9.";
  FixedString<256> jws;
  jws.assign(kHead);
  jws.append(kBody);
  for (int i = 0; i < 86; ++i) jws.append("A");
  const LeaseVerdict verdict = verify_lease(jws.view(), {"D1", 7, kStart / 1000}, crypto);
  report("lease", !verdict.refusal && verdict.lease.valid_until_s == 2'000'000'000);
}

void store_and_forward() {
  Gateway gateway = make_gateway();
  bool stored = gateway.start(at(0));
  for (uint64_t s = 1; s <= 10; ++s)
    stored = stored && gateway.sample({241, 512, 42, 10'082, 3}, at(s * 1000));
  report("journal keeps samples offline", stored && gateway.journal().pending() == 10);
  gateway.tick(at(20'000));
  gateway.on_connected(at(20'000));
  for (int32_t id = 1; id <= 20; ++id) gateway.on_acknowledged(id, at(21'000));
  report("samples are delivered", silent.delivered == 10 && gateway.journal().pending() == 0);
  constexpr std::string_view kDisable =
      R"({"id":"c1","command":"DISABLE","reason":"payment_overdue","issued_at":"2026-11-20T10:00:00Z","ttl_s":60})";
  gateway.on_message("c", kDisable, at(22'000));
  report("disable is answered",
         link.last.view() == R"({"status":"disabled","reason":"payment_overdue","command_id":"c1"})");
  report("disabled device does not sample", !gateway.sample({}, at(23'000)));
}

void power_cuts() {
  bool intact = true;
  for (uint32_t cut = 0; cut < 64; ++cut) {
    NorFlash nor;
    {
      Journal journal(nor);
      journal.mount();
      journal.append(reinterpret_cast<const uint8_t*>("first"), 5);
      nor.budget = cut;
      journal.append(reinterpret_cast<const uint8_t*>("second"), 6);
      nor.budget = 0xFFFFFFFF;
    }
    Journal journal(nor);
    LogRecord record;
    intact =
        intact && journal.mount() && journal.pending() >= 1 && journal.peek(record) && record.length == 5;
    intact = intact && journal.append(nullptr, 0).has_value();
  }
  report("journal survives a power cut at any byte", intact);
  Gateway gateway = make_gateway();
  report("disabled state survives a restart", gateway.start(at(0)) && !gateway.may_sample(at(0)));
}

}  // namespace

int main() {
  basics();
  store_and_forward();
  power_cuts();
  return failures == 0 ? 0 : 1;
}
