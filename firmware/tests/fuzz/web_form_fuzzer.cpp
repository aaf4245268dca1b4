#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "check.h"
#include "core/web_form.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::array<char, 64> out;
  const auto value = platform::form_value(text, "ssid", out.data(), out.size());
  check(!value || value->size() <= out.size(), "a value fits");
  const auto html = platform::escape_html(text, out.data(), out.size());
  check(!html || html->find_first_of("<>\"'") == std::string_view::npos, "nothing opens or ends an element");
  return 0;
}
