#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "core/journal.h"
#include "nor_flash.h"

namespace platform {
namespace {

using test::NorFlash;

constexpr uint32_t kSectors = 4;
constexpr int kSteps = 110;

/// What a run may rely on: records that were promised to be stored, and which of them were delivered.
struct Promises {
  std::map<uint32_t, std::string> stored;
  std::set<uint32_t> delivered;
};

std::string content_of(uint32_t sequence) {
  std::string text = "payload of " + std::to_string(sequence);
  text.resize(13 + sequence % 16, '#');
  return text;
}

// Appends and, when `deliver`, sends and acknowledges with a lag, until the supply fails.
void work(Journal& journal, NorFlash& flash, bool deliver, Promises& promises) {
  LogRecord record;
  for (int step = 0; step < kSteps && !flash.is_dead(); ++step) {
    const std::string text = content_of(journal.next_sequence());
    const auto sequence = journal.append(reinterpret_cast<const uint8_t*>(text.data()), text.size());
    if (sequence) promises.stored[*sequence] = text;
    if (!deliver || step % 3 != 2) continue;
    for (int i = 0; i < 3 && journal.peek(record); ++i) {
      journal.advance();
      if (journal.acknowledge(record.sequence)) promises.delivered.insert(record.sequence);
    }
  }
}

// Reads everything that is pending and checks it against the promises.
std::set<uint32_t> drain(Journal& journal, const Promises& promises) {
  std::set<uint32_t> found;
  LogRecord record;
  while (journal.peek(record)) {
    journal.advance();
    EXPECT_TRUE(found.empty() || record.sequence > *found.rbegin()) << "out of order";
    found.insert(record.sequence);
    const std::string text(record.payload.begin(), record.payload.begin() + record.length);
    const auto promised = promises.stored.find(record.sequence);
    // A record whose write was cut may be there or not, but never with other bytes.
    EXPECT_EQ(text, promised != promises.stored.end() ? promised->second : content_of(record.sequence));
    journal.acknowledge(record.sequence);
  }
  return found;
}

void power_cut_at(uint64_t cut, bool deliver) {
  NorFlash flash(kSectors);
  Promises promises;
  uint32_t lost = 0;
  {
    Journal journal(flash);
    ASSERT_TRUE(journal.mount());
    flash.cut_power_after(cut);
    work(journal, flash, deliver, promises);
    lost = journal.lost();
    flash.restore_power();
  }
  Journal journal(flash);
  ASSERT_TRUE(journal.mount());
  // The restarted journal must be usable at once, torn tail or not.
  const std::string fresh = content_of(journal.next_sequence());
  const auto after = journal.append(reinterpret_cast<const uint8_t*>(fresh.data()), fresh.size());
  ASSERT_TRUE(after);
  promises.stored[*after] = fresh;
  lost = std::max(lost, journal.lost());

  Journal again(flash);
  ASSERT_TRUE(again.mount());
  EXPECT_EQ(again.pending(), journal.pending());
  const std::set<uint32_t> found = drain(again, promises);
  EXPECT_EQ(again.pending(), 0U);
  EXPECT_TRUE(found.count(*after) == 1);
  uint32_t missing = 0;
  uint32_t repeated = 0;
  for (const auto& [sequence, text] : promises.stored) {
    const bool delivered = promises.delivered.count(sequence) == 1;
    missing += !delivered && found.count(sequence) == 0;
    repeated += delivered && found.count(sequence) == 1;
  }
  EXPECT_LE(missing, lost);
  if (deliver) {
    EXPECT_EQ(missing, 0U);
  }
  EXPECT_LE(repeated, Journal::kMarkEvery + 3);
}

uint64_t bytes_of_a_whole_run(bool deliver) {
  constexpr uint64_t kPlenty = 1'000'000;
  for (uint64_t low = 0, high = kPlenty;;) {
    const uint64_t middle = (low + high) / 2;
    NorFlash flash(kSectors);
    Journal journal(flash);
    journal.mount();
    Promises promises;
    flash.cut_power_after(middle);
    work(journal, flash, deliver, promises);
    (flash.is_dead() ? low : high) = middle;
    if (high - low <= 1) return high;
  }
}

TEST(JournalTorn, Power_cut_at_any_byte_loses_nothing_that_was_promised) {
  const uint64_t total = bytes_of_a_whole_run(true);
  ASSERT_GT(total, 5000U);
  for (uint64_t cut = 0; cut < total && !testing::Test::HasFailure(); ++cut) {
    SCOPED_TRACE("cut after byte " + std::to_string(cut));
    power_cut_at(cut, true);
  }
}

TEST(JournalTorn, Power_cut_at_any_byte_of_a_full_journal_counts_what_is_gone) {
  const uint64_t total = bytes_of_a_whole_run(false);
  ASSERT_GT(total, 5000U);
  for (uint64_t cut = 0; cut < total && !testing::Test::HasFailure(); ++cut) {
    SCOPED_TRACE("cut after byte " + std::to_string(cut));
    power_cut_at(cut, false);
  }
}

TEST(JournalTorn, Repeated_power_cuts_never_corrupt_the_order) {
  NorFlash flash(kSectors);
  Promises promises;
  for (uint64_t round = 0; round < 400; ++round) {
    Journal journal(flash);
    ASSERT_TRUE(journal.mount());
    flash.cut_power_after(round * 37 % 1500);
    work(journal, flash, round % 2 == 0, promises);
    flash.restore_power();
  }
  Journal journal(flash);
  ASSERT_TRUE(journal.mount());
  const uint32_t expected = journal.pending();
  EXPECT_EQ(drain(journal, promises).size(), expected);
}

}  // namespace
}  // namespace platform
