// Runs the core on rv32imc without an operating system; prints a line per check in the manner of TAP.
#include "selftest.h"

#include <cstdio>

#include "core/base64.h"
#include "core/crc32.h"
#include "core/gateway.h"
#include "core/lease.h"
#include "core/timestamp.h"

namespace platform::selftest {
namespace {

int failures = 0;

NorFlash flash;
SmallStore store;
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
  report("disabled state survives a restart", gateway.start(at(0)) && !gateway.may_work(at(0)));
}

}  // namespace

void report(const char* name, bool passed) {
  std::printf("%s rv32imc %s\n", passed ? "ok" : "not ok", name);
  failures += passed ? 0 : 1;
}

}  // namespace platform::selftest

int main() {
  using namespace platform::selftest;
  basics();
  store_and_forward();
  power_cuts();
  test_controller();
  return failures == 0 ? 0 : 1;
}
