#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "check.h"
#include "core/journal.h"
#include "nor_flash.h"

// Arbitrary flash content is mounted; the journal must stay usable and consistent.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  platform::test::NorFlash flash(4, 256);
  std::copy_n(data, std::min(size, flash.bytes().size()), flash.bytes().begin());
  platform::Journal journal(flash);
  check(journal.mount(), "any content can be mounted");
  platform::LogRecord record;
  uint32_t last = 0;
  uint32_t read = 0;
  const uint32_t pending = journal.pending();
  while (journal.peek(record)) {
    check(read == 0 || record.sequence > last, "records come in order");
    last = record.sequence;
    ++read;
    journal.advance();
    check(journal.acknowledge(record.sequence), "what was sent can be acknowledged");
  }
  check(read == pending && journal.pending() == 0, "what is pending can be read");
  const uint8_t payload[4] = {1, 2, 3, 4};
  const auto sequence = journal.append(payload, sizeof payload);
  check(sequence.has_value() && journal.peek(record) && record.sequence == *sequence, "a new record is next");
  return 0;
}
