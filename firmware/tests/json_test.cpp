#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "core/json_reader.h"
#include "core/json_writer.h"

namespace platform {
namespace {

class Collected final : public JsonFields {
 public:
  void on_text(std::string_view key, std::string_view value) override {
    add(key, "'" + std::string(value) + "'");
  }
  void on_integer(std::string_view key, int64_t value) override { add(key, std::to_string(value)); }
  void on_other(std::string_view key) override { add(key, "?"); }
  std::string all;

 private:
  void add(std::string_view key, const std::string& value) { all += std::string(key) + "=" + value + ";"; }
};

std::string read(std::string text) {
  Collected fields;
  const size_t size = text.size();
  text.push_back('x');
  return read_json_object(text.data(), size, fields) ? fields.all : "refused";
}

/// Shows what Collected does not.
class Detailed final : public JsonFields {
 public:
  explicit Detailed(std::string original) : original_(std::move(original)) {}
  void on_text(std::string_view key, std::string_view value) override { add(key, std::string(value)); }
  void on_integer(std::string_view key, int64_t value) override { add(key, std::to_string(value)); }
  void on_fraction(std::string_view key, double value) override { add(key, std::to_string(value)); }
  void on_boolean(std::string_view key, bool value) override { add(key, value ? "yes" : "no"); }
  void on_nested(std::string_view key, JsonPart part) override { add(key, std::string(part.of(original_))); }
  void on_other(std::string_view key) override { add(key, "?"); }
  std::string all;

 private:
  void add(std::string_view key, const std::string& value) { all += std::string(key) + "=" + value + ";"; }
  std::string original_;
};

TEST(JsonReader, Fractions_booleans_and_where_nested_values_stood_are_told) {
  std::string text = R"({"f":-1.5,"b":true,"o":{"a":"\u0041","l":[{}]},"l":[1,[2]],"n":null,"e":{}})";
  Detailed fields(text);
  const size_t size = text.size();
  text.push_back('x');
  ASSERT_TRUE(read_json_object(text.data(), size, fields));
  EXPECT_EQ(fields.all, R"(f=-1.500000;b=yes;o={"a":"\u0041","l":[{}]};l=[1,[2]];n=?;e={};)");
}

TEST(JsonReader, Array_gives_its_elements) {
  std::string text = R"([{"a":1}, 7, "x", []])";
  Detailed elements(text);
  const size_t size = text.size();
  text.push_back('x');
  ASSERT_TRUE(read_json_array(text.data(), size, elements));
  EXPECT_EQ(elements.all, R"(={"a":1};=7;=x;=[];)");
  std::string object = "{}x";
  EXPECT_FALSE(read_json_array(object.data(), 2, elements));
}

struct Case {
  std::string text;
  std::string fields;
};

class JsonReaderTable : public testing::TestWithParam<Case> {};

TEST_P(JsonReaderTable, Read_gives_top_level_fields_or_refuses) {
  EXPECT_EQ(read(GetParam().text), GetParam().fields);
}

INSTANTIATE_TEST_SUITE_P(Accepted, JsonReaderTable,
                         testing::Values(Case{"{}", ""}, Case{R"( {"a":"b"} )", "a='b';"},
                                         Case{R"({"n":-12,"m":0})", "n=-12;m=0;"},
                                         Case{R"({"t":true,"z":null,"d":1.5})", "t=?;z=?;d=?;"},
                                         Case{R"({"o":{"a":"inner"},"l":[1,"x"],"e":"end"})",
                                              "o=?;l=?;e='end';"},
                                         Case{R"({"u":"\u20b9 \"q\" \n"})", "u='\xE2\x82\xB9 \"q\" \n';"},
                                         Case{R"({"big":9223372036854775807})", "big=9223372036854775807;"},
                                         Case{R"({"big":18446744073709551615})", "big=?;"}));

INSTANTIATE_TEST_SUITE_P(
    Refused, JsonReaderTable,
    testing::Values(Case{"", "refused"}, Case{"[]", "refused"}, Case{"7", "refused"},
                    Case{"\"a\"", "refused"}, Case{"null", "refused"}, Case{"{", "refused"},
                    Case{"{}{}", "refused"}, Case{"{} x", "refused"}, Case{R"({"a":1,})", "refused"},
                    Case{R"({'a':1})", "refused"}, Case{R"({"a":nan})", "refused"},
                    Case{"{\"a\":\"\xFF\"}", "refused"}, Case{R"({"a":"\ud800"})", "refused"},
                    Case{R"({"a":"\udc00"})", "refused"}, Case{R"({"\udc00":1})", "refused"},
                    Case{std::string("{}\0{}", 5), "refused"},
                    Case{R"({"a":)" + std::string(500, '['), "refused"},
                    Case{R"({"a":[[[[[[[[1]]]]]]]]})", "refused"}));

TEST(JsonReader, Truncated_utf8_at_the_end_reads_nothing_behind_the_buffer) {
  // Exactly the announced size on the heap, so that AddressSanitizer sees one byte too many.
  for (const std::string tail : {"\xF4", "\xF4\x80", "\xF4\x80\x80", "\xE2\x82", "\xC3"}) {
    const std::string text = "\"text" + tail;
    std::vector<char> buffer(text.begin(), text.end());
    buffer.push_back('x');
    Collected fields;
    EXPECT_FALSE(read_json_object(buffer.data(), text.size(), fields));
  }
}

class JsonUtf8 : public testing::TestWithParam<std::pair<const char*, bool>> {};

TEST_P(JsonUtf8, Text_is_checked) {
  EXPECT_EQ(read(std::string("{\"a\":\"") + GetParam().first + "\"}") != "refused", GetParam().second);
}

INSTANTIATE_TEST_SUITE_P(Rfc3629, JsonUtf8,
                         testing::Values(std::pair("\xC2\x80", true), std::pair("\xC1\xBF", false),
                                         std::pair("\xE0\xA0\x80", true), std::pair("\xE0\x9F\xBF", false),
                                         std::pair("\xED\x9F\xBF", true), std::pair("\xED\xA0\x80", false),
                                         std::pair("\xF0\x90\x80\x80", true),
                                         std::pair("\xF0\x8F\xBF\xBF", false),
                                         std::pair("\xF4\x8F\xBF\xBF", true),
                                         std::pair("\xF4\x90\x80\x80", false),
                                         std::pair("\xE2\x28\xA1", false), std::pair("\x80", false)));

TEST(JsonWriter, Finish_escapes_and_scales) {
  std::array<char, 256> buffer;
  JsonWriter json(buffer.data(), buffer.size());
  json.text("t", "a\"\\\n")
      .integer("i", std::numeric_limits<int64_t>::min())
      .tenths("x", -5)
      .tenths("y", 241);
  EXPECT_EQ(json.null("z").finish(),
            R"({"t":"a\"\\\u000a","i":-9223372036854775808,"x":-0.5,"y":24.1,"z":null})");
}

TEST(JsonWriter, Objects_nest) {
  std::array<char, 64> buffer;
  JsonWriter json(buffer.data(), buffer.size());
  json.begin("a").raw("b", "[1]").begin("c").end().end().text("d", "{");
  EXPECT_EQ(json.text("e", "").finish(), R"({"a":{"b":[1],"c":{}},"d":"{","e":""})");
}

TEST(JsonWriter, Finish_is_empty_for_every_buffer_that_is_too_small) {
  const std::string full = R"({"key":"value","n":12})";
  for (size_t capacity = 0; capacity <= full.size(); ++capacity) {
    std::vector<char> buffer(capacity);
    JsonWriter json(buffer.data(), buffer.size());
    const std::string_view written = json.text("key", "value").integer("n", 12).finish();
    EXPECT_EQ(written, capacity < full.size() ? "" : full);
  }
}

}  // namespace
}  // namespace platform
