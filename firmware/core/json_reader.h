#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace platform {

/// Where a nested value stood in a text.
struct JsonPart {
  size_t begin = 0;
  size_t end = 0;

  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

/// Receives the top-level fields of an object, or the elements of an array, which have no key. Text lives
/// in the parsed buffer. What is not overridden comes to on_other().
class JsonFields {
 public:
  virtual void on_text(std::string_view key, std::string_view) { on_other(key); }
  virtual void on_integer(std::string_view key, int64_t) { on_other(key); }
  virtual void on_fraction(std::string_view key, double) { on_other(key); }
  virtual void on_boolean(std::string_view key, bool) { on_other(key); }
  /// An object or an array; `part` is where it stood in the text before that was parsed, which changes it.
  virtual void on_nested(std::string_view key, JsonPart) { on_other(key); }
  /// Also null.
  virtual void on_other(std::string_view) {}

 protected:
  ~JsonFields() = default;
};

/// Parses one JSON object in place (no allocation); `text[size]` must be writable, it becomes the NUL
/// that the parser needs. Nested values are skipped, 8 levels deep
/// at most. False when the
/// text is not exactly one well-formed UTF-8 object.
bool read_json_object(char* text, size_t size, JsonFields& fields);

/// The same for one JSON array.
bool read_json_array(char* text, size_t size, JsonFields& elements);

/// Parses a copy in `buffer`, so that `text` stays as it is. False also when it does not fit.
template <size_t N>
bool read_json_object(std::string_view text, std::array<char, N>& buffer, JsonFields& fields) {
  if (text.size() >= N) return false;
  std::copy(text.begin(), text.end(), buffer.begin());
  return read_json_object(buffer.data(), text.size(), fields);
}

template <size_t N>
bool read_json_array(std::string_view text, std::array<char, N>& buffer, JsonFields& elements) {
  if (text.size() >= N) return false;
  std::copy(text.begin(), text.end(), buffer.begin());
  return read_json_array(buffer.data(), text.size(), elements);
}

}  // namespace platform
