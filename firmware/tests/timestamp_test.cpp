#include "core/timestamp.h"

#include <gtest/gtest.h>

namespace platform {
namespace {

struct Case {
  const char* text;
  int64_t unix_ms;
};

class TimestampTable : public testing::TestWithParam<Case> {};

TEST_P(TimestampTable, Parse_and_format_agree) {
  EXPECT_EQ(parse_timestamp(GetParam().text), GetParam().unix_ms);
  TimestampText text;
  EXPECT_EQ(format_timestamp(GetParam().unix_ms, text), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Known, TimestampTable,
                         testing::Values(Case{"1970-01-01T00:00:00.000Z", 0},
                                         Case{"1999-12-31T23:59:59.999Z", 946'684'799'999},
                                         Case{"2000-02-29T12:00:00.000Z", 951'825'600'000},
                                         Case{"2024-02-29T00:00:00.001Z", 1'709'164'800'001},
                                         Case{"2026-11-20T10:00:00.123Z", 1'795'168'800'123},
                                         Case{"2100-03-01T00:00:00.000Z", 4'107'542'400'000}));

class TimestampForms : public testing::TestWithParam<Case> {};

TEST_P(TimestampForms, Parse_reads_other_spellings) {
  EXPECT_EQ(parse_timestamp(GetParam().text), GetParam().unix_ms);
}

INSTANTIATE_TEST_SUITE_P(Rfc3339, TimestampForms,
                         testing::Values(Case{"2026-11-20T10:00:00Z", 1'795'168'800'000},
                                         Case{"2026-11-20t10:00:00z", 1'795'168'800'000},
                                         Case{"2026-11-20T15:30:00+05:30", 1'795'168'800'000},
                                         Case{"2026-11-20T05:00:00.5-05:00", 1'795'168'800'500},
                                         Case{"2026-11-20T10:00:00.1234567Z", 1'795'168'800'123},
                                         Case{"2026-11-20T09:59:60Z", 1'795'168'800'000}));

class TimestampRefused : public testing::TestWithParam<const char*> {};

TEST_P(TimestampRefused, Parse_returns_nothing) {
  EXPECT_EQ(parse_timestamp(GetParam()), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Malformed, TimestampRefused,
                         testing::Values("", "2026", "2026-11-20", "2026-11-20T10:00:00",
                                         "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z",
                                         "2026-11-00T00:00:00Z", "2026-11-20T24:00:00Z",
                                         "2026-11-20T10:60:00Z", "2026-11-20T10:00:61Z",
                                         "2026-11-20T10:00:00.Z", "2026-11-20T10:00:00Zx",
                                         "2026-11-20 10:00:00Z", "1969-12-31T23:59:59Z",
                                         "2026-11-20T10:00:00+0530", "２026-11-20T10:00:00Z"));

TEST(Timestamp, Format_and_parse_agree_on_every_day_of_400_years) {
  TimestampText text;
  for (int64_t day = 0; day < 146'097; ++day) {
    const int64_t ms = day * 86'400'000 + 43'200'123;
    ASSERT_EQ(parse_timestamp(format_timestamp(ms, text)), ms);
  }
}

}  // namespace
}  // namespace platform
