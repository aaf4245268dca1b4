#include <cstddef>
#include <cstdint>
#include <string_view>

#include "check.h"
#include "core/lease.h"
#include "fakes.h"

// The signature is taken for good, so that the fuzzer gets behind it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  platform::test::FakeCrypto crypto;
  const platform::LeaseContext context{"D1", 5, 1000};
  const std::string_view jws(reinterpret_cast<const char*>(data), size);
  const platform::LeaseVerdict verdict = platform::verify_lease(jws, context, crypto);
  if (verdict.refusal) return 0;
  check(verdict.lease.sequence >= 5, "the sequence does not go back");
  check(verdict.lease.valid_until_s > 1000, "an accepted lease lies in the future");
  crypto.accept = false;
  check(platform::verify_lease(jws, context, crypto).refusal == platform::Refusal::bad_signature,
        "without a signature nothing is accepted");
  return 0;
}
