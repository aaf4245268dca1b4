#include "core/web_form.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace platform {
namespace {

std::string value(const std::string& body, const std::string& name, size_t capacity = 64) {
  std::array<char, 64> out;
  const auto found = form_value(body, name, out.data(), capacity);
  return found ? std::string(*found) : "none";
}

TEST(WebForm, Field_is_found_and_decoded) {
  const std::string body = "ssid=My+home%20%26%20caf%C3%A9&password=a%3Db%25&empty=";
  EXPECT_EQ(value(body, "ssid"), "My home & caf\xC3\xA9");
  EXPECT_EQ(value(body, "password"), "a=b%");
  EXPECT_EQ(value(body, "empty"), "");
}

TEST(WebForm, What_is_not_there_or_not_well_formed_is_nothing) {
  EXPECT_EQ(value("", "ssid"), "none");
  EXPECT_EQ(value("ssid", "ssid"), "none");
  EXPECT_EQ(value("xssid=a&&=b", "ssid"), "none");
  EXPECT_EQ(value("ssid=%", "ssid"), "none");
  EXPECT_EQ(value("ssid=%4", "ssid"), "none");
  EXPECT_EQ(value("ssid=%g0", "ssid"), "none");
  EXPECT_EQ(value("ssid=abc", "ssid", 2), "none");
}

TEST(WebForm, Text_is_harmless_in_html) {
  std::array<char, 64> out;
  EXPECT_EQ(escape_html("<a b=\"c\" d='e'>&", out.data(), out.size()),
            "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
  EXPECT_EQ(escape_html("&", out.data(), 4), std::nullopt);
}

}  // namespace
}  // namespace platform
