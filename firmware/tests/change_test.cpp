#include "core/change.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace platform {
namespace {

class ChangeTest : public testing::Test {
 protected:
  ChangeTest() {
    change.time = {1'795'168'800'000, 60, 3};
    change.cause = ChangeCause::button;
    change.key.assign("25");
    change.value = value_text(ValueKind::on_off, 1);
  }

  std::string written(const ChangeContext& context) {
    return std::string(write_change(change, context, text.data(), text.size()));
  }

  Change change;
  std::array<char, kLongestChangePayload> text;
};

TEST_F(ChangeTest, Payload_says_what_why_and_when) {
  EXPECT_EQ(
      written({17, 3, 72'000}),
      R"({"status":"changed","key":"25","value":"on","cause":"button","seq":17,"boot":3,"at":"2026-11-20T10:00:00.000Z"})");
}

TEST_F(ChangeTest, Without_a_clock_a_change_of_this_boot_says_its_age) {
  change.time.unix_ms = Instant::kUnknown;
  change.cause = ChangeCause::command;
  change.command_id.assign("c1");
  EXPECT_EQ(
      written({17, 3, 72'000}),
      R"({"status":"changed","key":"25","value":"on","cause":"command","seq":17,"boot":3,"at":null,"age_s":12,"command_id":"c1"})");
  EXPECT_EQ(written({17, 4, 72'000}).find("age_s"), std::string::npos);
}

TEST_F(ChangeTest, Numbers_and_colours_are_json) {
  change.value = value_text(ValueKind::percent, 40);
  EXPECT_NE(written({1, 3, 0}).find(R"("value":40,)"), std::string::npos);
  change.value = value_text(ValueKind::color, 0xff8800);
  EXPECT_NE(written({1, 3, 0}).find(R"("value":"#ff8800",)"), std::string::npos);
}

TEST_F(ChangeTest, Longest_record_fits_the_journal_and_comes_back) {
  change.key.assign("brightness");
  change.value = value_text(ValueKind::contact, 1);
  change.command_id.assign(std::string(kLongestCommandId, 'c'));
  std::array<uint8_t, kLongestChangeRecord> bytes;
  const size_t length = encode_change(change, bytes.data(), bytes.size());
  ASSERT_GT(length, 0U);
  Change back;
  ASSERT_TRUE(decode_change(bytes.data(), length, back));
  EXPECT_EQ(back.command_id.view(), change.command_id.view());
  EXPECT_EQ(back.value.view(), "\"closed\"");
  EXPECT_EQ(back.time.boot, 3U);
  for (size_t shorter = 0; shorter < length; ++shorter)
    EXPECT_FALSE(decode_change(bytes.data(), shorter, back));
}

TEST_F(ChangeTest, Record_of_another_format_is_refused) {
  std::array<uint8_t, kLongestChangeRecord> bytes;
  const size_t length = encode_change(change, bytes.data(), bytes.size());
  Change back;
  bytes[0] = 9;
  EXPECT_FALSE(decode_change(bytes.data(), length, back));
  bytes[0] = 1;
  bytes[17] = 200;  // the cause
  EXPECT_FALSE(decode_change(bytes.data(), length, back));
}

}  // namespace
}  // namespace platform
