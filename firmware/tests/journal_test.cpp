#include "core/journal.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "nor_flash.h"

namespace platform {
namespace {

using test::NorFlash;

constexpr uint32_t kSectors = 4;
// (512 - 24) / (8 + 20 + 4): records of 20 bytes per segment.
constexpr uint32_t kPerSegment = 15;

class JournalTest : public testing::Test {
 protected:
  JournalTest() { EXPECT_TRUE(journal.mount()); }

  static std::optional<uint32_t> append(Journal& to) {
    std::string text = "record " + std::to_string(to.next_sequence());
    text.resize(20, '.');
    return to.append(reinterpret_cast<const uint8_t*>(text.data()), text.size());
  }

  static std::optional<uint32_t> send(Journal& from) {
    LogRecord record;
    if (!from.peek(record)) return std::nullopt;
    from.advance();
    return record.sequence;
  }

  static std::vector<uint32_t> deliver_all(Journal& from) {
    std::vector<uint32_t> delivered;
    while (const auto sequence = send(from)) {
      EXPECT_TRUE(from.acknowledge(*sequence));
      delivered.push_back(*sequence);
    }
    return delivered;
  }

  NorFlash flash{kSectors};
  Journal journal{flash};
};

TEST_F(JournalTest, Records_leave_in_order_with_their_payload) {
  append(journal);
  append(journal);
  LogRecord record;
  ASSERT_TRUE(journal.peek(record));
  EXPECT_EQ(std::string(record.payload.begin(), record.payload.begin() + 8), "record 1");
  EXPECT_EQ(deliver_all(journal), (std::vector<uint32_t>{1, 2}));
  EXPECT_EQ(journal.pending(), 0U);
}

TEST_F(JournalTest, Record_stays_until_it_is_acknowledged) {
  append(journal);
  send(journal);
  EXPECT_EQ(journal.pending(), 1U);
  EXPECT_EQ(send(journal), std::nullopt);
  journal.rewind();
  EXPECT_EQ(send(journal), 1U);
}

TEST_F(JournalTest, Peek_without_advance_gives_the_same_record) {
  append(journal);
  append(journal);
  LogRecord record;
  journal.peek(record);
  journal.peek(record);
  EXPECT_EQ(record.sequence, 1U);
}

TEST_F(JournalTest, Acknowledgements_in_any_order_and_only_once) {
  for (int i = 0; i < 3; ++i) append(journal);
  for (int i = 0; i < 3; ++i) send(journal);
  EXPECT_TRUE(journal.acknowledge(2));
  EXPECT_FALSE(journal.acknowledge(2));
  EXPECT_FALSE(journal.acknowledge(9));
  journal.rewind();
  EXPECT_EQ(send(journal), 1U);
  EXPECT_EQ(send(journal), 3U);
  EXPECT_EQ(send(journal), std::nullopt);
}

TEST_F(JournalTest, Acknowledgement_of_a_record_that_was_not_sent_is_refused) {
  append(journal);
  LogRecord record;
  journal.peek(record);
  EXPECT_FALSE(journal.acknowledge(1));
}

TEST_F(JournalTest, Window_is_bounded) {
  for (size_t i = 0; i < Journal::kWindow + 5; ++i) append(journal);
  size_t sent = 0;
  while (send(journal)) ++sent;
  EXPECT_EQ(sent, Journal::kWindow);
  journal.acknowledge(1);
  EXPECT_EQ(send(journal), Journal::kWindow + 1);
}

TEST_F(JournalTest, Restart_continues_where_it_was) {
  for (int i = 0; i < 20; ++i) append(journal);
  for (int i = 0; i < 18; ++i) journal.acknowledge(*send(journal));
  journal.flush();
  Journal after(flash);
  ASSERT_TRUE(after.mount());
  EXPECT_EQ(after.pending(), 2U);
  EXPECT_EQ(append(after), 21U);
  EXPECT_EQ(deliver_all(after), (std::vector<uint32_t>{19, 20, 21}));
}

TEST_F(JournalTest, Restart_without_flush_repeats_less_than_a_mark_interval) {
  for (int i = 0; i < 40; ++i) {
    append(journal);
    journal.acknowledge(*send(journal));
  }
  Journal after(flash);
  ASSERT_TRUE(after.mount());
  EXPECT_LT(after.pending(), Journal::kMarkEvery);
}

TEST_F(JournalTest, Sequence_survives_when_everything_was_delivered_and_erased) {
  for (uint32_t i = 0; i < 10 * kPerSegment; ++i) {
    append(journal);
    journal.acknowledge(*send(journal));
  }
  journal.flush();
  Journal after(flash);
  ASSERT_TRUE(after.mount());
  EXPECT_EQ(after.next_sequence(), 10 * kPerSegment + 1);
  EXPECT_EQ(after.lost(), 0U);
}

TEST_F(JournalTest, Full_flash_drops_the_oldest_segment_and_counts_it) {
  for (uint32_t i = 0; i < kSectors * kPerSegment + 1; ++i) ASSERT_TRUE(append(journal));
  EXPECT_EQ(journal.lost(), kPerSegment);
  EXPECT_EQ(journal.pending(), 3 * kPerSegment + 1);
  EXPECT_EQ(send(journal), kPerSegment + 1);
}

TEST_F(JournalTest, Loss_is_remembered_over_a_restart) {
  for (uint32_t i = 0; i < 6 * kPerSegment; ++i) append(journal);
  Journal after(flash);
  ASSERT_TRUE(after.mount());
  EXPECT_EQ(after.lost(), journal.lost());
  EXPECT_EQ(after.pending(), journal.pending());
}

TEST_F(JournalTest, Dropping_what_is_on_its_way_keeps_the_order) {
  for (uint32_t i = 0; i < 2 * kPerSegment; ++i) append(journal);
  for (int i = 0; i < 20; ++i) send(journal);
  journal.acknowledge(3);
  for (uint32_t i = 0; i < 3 * kPerSegment; ++i) append(journal);
  EXPECT_EQ(journal.lost(), kPerSegment - 1);
  EXPECT_FALSE(journal.acknowledge(1));
  EXPECT_TRUE(journal.acknowledge(kPerSegment + 1));
  journal.rewind();
  EXPECT_EQ(send(journal), kPerSegment + 2);
  EXPECT_TRUE(journal.acknowledge(kPerSegment + 2));
  EXPECT_EQ(deliver_all(journal).back(), 5 * kPerSegment);
  EXPECT_EQ(journal.pending(), 0U);
}

TEST_F(JournalTest, Mark_never_pushes_out_a_record) {
  for (uint32_t i = 0; i < kSectors * kPerSegment; ++i) append(journal);
  for (uint32_t i = 0; i < kPerSegment - 1; ++i) journal.acknowledge(*send(journal));
  journal.flush();
  EXPECT_EQ(journal.lost(), 0U);
}

TEST_F(JournalTest, Delivered_segments_are_erased_before_the_flash_is_full) {
  for (uint32_t i = 0; i < 2 * kPerSegment; ++i) append(journal);
  EXPECT_EQ(flash.erasures, 0U);
  deliver_all(journal);
  EXPECT_EQ(flash.erasures, 1U);
  append(journal);
  deliver_all(journal);
  EXPECT_EQ(flash.erasures, 2U);
}

TEST_F(JournalTest, Rotten_bit_costs_the_rest_of_its_segment_only) {
  for (uint32_t i = 0; i < 2 * kPerSegment; ++i) append(journal);
  flash.bytes()[512 + 24 + 5 * 32 + 10] ^= 0x01;
  Journal after(flash);
  ASSERT_TRUE(after.mount());
  const std::vector<uint32_t> delivered = deliver_all(after);
  EXPECT_EQ(delivered.size(), 5 + kPerSegment);
  EXPECT_EQ(delivered.back(), 2 * kPerSegment);
}

TEST_F(JournalTest, Rotten_header_costs_its_segment_only) {
  for (uint32_t i = 0; i < 3 * kPerSegment; ++i) append(journal);
  flash.bytes()[2 * 512 + 4] ^= 0x10;
  Journal after(flash);
  ASSERT_TRUE(after.mount());
  EXPECT_EQ(deliver_all(after).size(), 2 * kPerSegment);
}

TEST_F(JournalTest, Record_of_the_wrong_size_is_refused) {
  const std::vector<uint8_t> large(kLongestLogPayload + 1);
  EXPECT_EQ(journal.append(large.data(), large.size()), std::nullopt);
  EXPECT_EQ(journal.append(large.data(), kLongestLogPayload), 1U);
  EXPECT_EQ(journal.append(large.data(), 0), 2U);
  EXPECT_EQ(deliver_all(journal).size(), 2U);
}

TEST(Journal, Marks_bound_what_comes_again_within_a_segment) {
  NorFlash flash(kSectors, 4096);
  Journal journal(flash);
  ASSERT_TRUE(journal.mount());
  LogRecord record;
  for (uint32_t i = 0; i < 100; ++i) {
    ASSERT_TRUE(journal.append(nullptr, 0));
    ASSERT_TRUE(journal.peek(record));
    journal.advance();
    journal.acknowledge(record.sequence);
  }
  Journal after(flash);
  ASSERT_TRUE(after.mount());
  EXPECT_EQ(after.pending(), 100 % Journal::kMarkEvery);
  ASSERT_TRUE(after.peek(record));
  EXPECT_EQ(record.sequence, 97U);
}

TEST(Journal, Partition_of_two_sectors_is_refused) {
  NorFlash flash(2);
  EXPECT_FALSE(Journal(flash).mount());
}

TEST(Journal, Foreign_content_is_no_journal) {
  NorFlash flash(kSectors);
  std::fill(flash.bytes().begin(), flash.bytes().end(), 0x00);
  Journal journal(flash);
  ASSERT_TRUE(journal.mount());
  EXPECT_EQ(journal.append(nullptr, 0), 1U);
  EXPECT_EQ(journal.pending(), 1U);
}

}  // namespace
}  // namespace platform
