#include "core/settings.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace platform {
namespace {

std::string args(const std::string& config) {
  return R"({"version":3,"config":)" + config + "}";
}

TEST(Settings, All_that_can_be_set_is_read) {
  const auto settings = parse_settings(args(
      R"({"update_interval_s":60,"wifi_ssid":"Home \u00e9","broker_address":"mqtt.example.com:8883","custom":{"power_on":"off","a":[1,{"b":null}]}})"));
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->version, 3U);
  EXPECT_EQ(settings->update_interval_s, 60U);
  EXPECT_EQ(settings->wifi_ssid.view(), "Home \xC3\xA9");
  EXPECT_EQ(settings->broker.view(), "mqtt.example.com:8883");
  EXPECT_TRUE(settings->is_off_at_power_on);
  std::array<char, 512> text;
  JsonWriter json(text.data(), text.size());
  settings->write(json);
  EXPECT_EQ(json.finish(),
            R"({"config_version":3,"config":{"update_interval_s":60,"wifi_ssid":"Home )"
            "\xC3\xA9"
            R"(","broker_address":"mqtt.example.com:8883","custom":{"power_on":"off","a":[1,{"b":null}]}}})");
}

TEST(Settings, Nothing_set_is_the_default) {
  const auto settings = parse_settings(args("{}"));
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->update_interval_s, 0U);
  EXPECT_TRUE(settings->wifi_ssid.empty() && settings->broker.empty() && settings->custom.empty());
  EXPECT_FALSE(settings->is_off_at_power_on);
}

class BadSettings : public testing::TestWithParam<std::string> {};

TEST_P(BadSettings, Are_refused_as_a_whole) {
  EXPECT_FALSE(parse_settings(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadSettings,
    testing::Values("", "[]", "{}", R"({"config":{}})", R"({"version":1})", R"({"version":-1,"config":{}})",
                    R"({"version":4294967296,"config":{}})", args("[]"), args("7"),
                    args(R"({"update_interval_s":4})"), args(R"({"update_interval_s":86401})"),
                    args(R"({"update_interval_s":"60"})"), args(R"({"wifi_ssid":7})"),
                    args(R"({"wifi_ssid":")" + std::string(33, 'x') + "\"}"), args(R"({"wifi_ssid":"a\nb"})"),
                    args(R"({"broker_address":"a b"})"), args(R"({"broker_address":"host:"})"),
                    args(R"({"broker_address":"host:0"})"), args(R"({"broker_address":"host:65536"})"),
                    args(R"({"broker_address":":8883"})"), args(R"({"broker_address":"mqtt://host"})"),
                    args(R"({"broker_address":")" + std::string(129, 'x') + "\"}"),
                    args(R"({"custom":"text"})"), args(R"({"custom":[1]})"),
                    args(R"({"custom":{"power_on":"maybe"}})"),
                    args(R"({"custom":{"a":")" + std::string(kLongestCustom, 'x') + "\"}}")));

TEST(Settings, Longest_survive_the_store) {
  const std::string custom = R"({"a":")" + std::string(kLongestCustom - 8, 'x') + "\"}";
  auto settings =
      parse_settings(args(R"({"broker_address":")" + std::string(128, 'h') + R"(","wifi_ssid":")" +
                          std::string(32, 's') + R"(","custom":)" + custom + "}"));
  ASSERT_TRUE(settings);
  settings->issued_at_ms = 5;
  std::array<uint8_t, 800> bytes;
  ByteWriter out(bytes.data(), bytes.size());
  settings->encode(out);
  ASSERT_TRUE(out.ok());
  ByteReader in(bytes.data(), out.size());
  Settings back;
  back.decode(in);
  EXPECT_TRUE(in.ok() && in.at_end());
  EXPECT_EQ(back.custom.view(), custom);
  EXPECT_EQ(back.broker.size(), 128U);
  EXPECT_EQ(back.issued_at_ms, 5);
}

}  // namespace
}  // namespace platform
