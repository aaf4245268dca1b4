#include "core/command.h"

#include <gtest/gtest.h>

#include <string>

#include "fakes.h"

namespace platform {
namespace {

struct Parsed {
  std::string payload;
  CommandText text;
  ParsedCommand result;

  explicit Parsed(std::string json) : payload(std::move(json)), result(parse_command(payload, text)) {}
};

const std::string kTail = R"("reason":"payment_overdue","issued_at":"2026-11-20T10:00:00Z","ttl_s":60})";

TEST(Command, Parse_reads_all_fields) {
  const Parsed parsed(R"({"id":"0193-ab","command":"DISABLE",)" + kTail);
  ASSERT_EQ(parsed.result.refusal, std::nullopt);
  const Command& command = parsed.result.command;
  EXPECT_EQ(command.id, "0193-ab");
  EXPECT_EQ(command.kind, CommandKind::disable);
  EXPECT_EQ(command.reason, "payment_overdue");
  EXPECT_EQ(command.issued_at_ms, 1'795'168'800'000);
  EXPECT_EQ(command.ttl_s, 60);
}

TEST(Command, Arguments_stay_as_they_came) {
  const Parsed parsed(R"({"id":"a","args":{"value":"#ff\u0030000", "n":[1,2]},"command":"color",)" + kTail);
  ASSERT_EQ(parsed.result.refusal, std::nullopt);
  EXPECT_EQ(parsed.result.command.kind, CommandKind::color);
  EXPECT_EQ(parsed.result.command.args, R"({"value":"#ff\u0030000", "n":[1,2]})");
  EXPECT_EQ(Parsed(R"({"id":"a","command":"identify",)" + kTail).result.command.args, "");
}

TEST(Command, Every_kind_has_the_name_by_which_it_is_found) {
  for (uint8_t kind = 0; kind <= static_cast<uint8_t>(CommandKind::identify); ++kind) {
    const std::string_view name = to_text(static_cast<CommandKind>(kind));
    ASSERT_FALSE(name.empty());
    EXPECT_EQ(command_kind(name), static_cast<CommandKind>(kind));
  }
  EXPECT_TRUE(is_about_license(CommandKind::lease));
  EXPECT_FALSE(is_about_license(CommandKind::config));
}

struct Refused {
  std::string json;
  Refusal why;
  std::string id;
};

class CommandRefused : public testing::TestWithParam<Refused> {};

TEST_P(CommandRefused, Parse_says_why_and_keeps_a_readable_id) {
  const Parsed parsed(GetParam().json);
  EXPECT_EQ(parsed.result.refusal, GetParam().why);
  EXPECT_EQ(parsed.result.command.id, GetParam().id);
}

INSTANTIATE_TEST_SUITE_P(
    Table, CommandRefused,
    testing::Values(Refused{"", Refusal::malformed, ""}, Refused{"hello", Refusal::malformed, ""},
                    Refused{R"({"id":"a","command":"REBOOT",)" + kTail, Refusal::unknown_command, "a"},
                    Refused{R"({"id":"a","command":"disable",)" + kTail, Refusal::unknown_command, "a"},
                    Refused{R"({"id":"a",)" + kTail, Refusal::malformed, "a"},
                    Refused{R"({"command":"DISABLE",)" + kTail, Refusal::malformed, ""},
                    Refused{R"({"id":"","command":"DISABLE",)" + kTail, Refusal::malformed, ""},
                    Refused{R"({"id":"a b","command":"DISABLE",)" + kTail, Refusal::malformed, ""},
                    Refused{R"({"id":")" + std::string(51, 'a') + R"(","command":"ENABLE",)" + kTail,
                            Refusal::malformed, ""},
                    Refused{R"({"id":7,"command":"DISABLE",)" + kTail, Refusal::malformed, ""},
                    Refused{R"({"id":"a","command":"LEASE",)" + kTail, Refusal::malformed, "a"},
                    Refused{R"({"id":"a","command":"DISABLE","ttl_s":1})", Refusal::malformed, "a"},
                    Refused{R"({"id":"a","command":"DISABLE","issued_at":"2026-11-20T10:00:00Z"})",
                            Refusal::malformed, "a"},
                    Refused{R"({"id":"a","command":"DISABLE","issued_at":"yesterday","ttl_s":1})",
                            Refusal::malformed, "a"},
                    Refused{R"({"id":"a","command":"DISABLE","issued_at":"2026-11-20T10:00:00Z","ttl_s":-1})",
                            Refusal::malformed, "a"},
                    Refused{
                        R"({"id":"a","command":"DISABLE","pad":")" + std::string(2100, 'x') + R"(",)" + kTail,
                        Refusal::malformed, ""}));

TEST(Command, Expires_when_its_time_to_live_is_over) {
  Command command;
  command.issued_at_ms = test::at(0).unix_ms;
  command.ttl_s = 60;
  EXPECT_FALSE(command.is_expired(test::at(59'999)));
  EXPECT_TRUE(command.is_expired(test::at(60'000)));
  EXPECT_FALSE(command.is_expired(test::without_wall_time(60'000)));
  command.issued_at_ms = test::at(120'000).unix_ms;
  EXPECT_FALSE(command.is_expired(test::at(0)));
}

TEST(CommandHistory, Remembers_the_last_sixteen) {
  CommandHistory history;
  for (int i = 0; i < 20; ++i) history.add("id-" + std::to_string(i), CommandKind::enable);
  EXPECT_EQ(history.find("id-3"), nullptr);
  ASSERT_NE(history.find("id-4"), nullptr);
  EXPECT_EQ(history.find("id-19")->kind, CommandKind::enable);
}

}  // namespace
}  // namespace platform
