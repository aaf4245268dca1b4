#include "core/web_form.h"

#include <algorithm>

namespace platform {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string_view> decode(std::string_view text, char* out, size_t capacity) {
  size_t size = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i] == '+' ? ' ' : text[i];
    if (c == '%') {
      if (text.size() - i < 3) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (size == capacity) return std::nullopt;
    out[size++] = c;
  }
  return std::string_view(out, size);
}

}  // namespace

std::optional<std::string_view> form_value(std::string_view body, std::string_view name, char* out,
                                           size_t capacity) {
  while (!body.empty()) {
    const std::string_view field = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(body.size(), field.size() + 1));
    const size_t equals = field.find('=');
    if (equals != std::string_view::npos && field.substr(0, equals) == name) {
      return decode(field.substr(equals + 1), out, capacity);
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> escape_html(std::string_view text, char* out, size_t capacity) {
  size_t size = 0;
  for (const char& c : text) {
    std::string_view written(&c, 1);
    if (c == '&') written = "&amp;";
    if (c == '<') written = "&lt;";
    if (c == '>') written = "&gt;";
    if (c == '"') written = "&quot;";
    if (c == '\'') written = "&#39;";
    if (capacity - size < written.size()) return std::nullopt;
    std::copy(written.begin(), written.end(), out + size);
    size += written.size();
  }
  return std::string_view(out, size);
}

}  // namespace platform
