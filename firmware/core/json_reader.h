#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace platform {

/// Receives the top-level fields of an object. Text lives in the parsed buffer.
class JsonFields {
 public:
  virtual void on_text(std::string_view key, std::string_view value) = 0;
  virtual void on_integer(std::string_view key, int64_t value) = 0;
  /// Anything else: null, a boolean, a fraction, or the start of something nested.
  virtual void on_other(std::string_view key) = 0;

 protected:
  ~JsonFields() = default;
};

/// Parses one JSON object in place (no allocation); `text[size]` must be writable, it becomes the NUL
/// that the parser needs. Nested values are skipped, 8 levels deep
/// at most. False when the
/// text is not exactly one well-formed UTF-8 object.
bool read_json_object(char* text, size_t size, JsonFields& fields);

}  // namespace platform
