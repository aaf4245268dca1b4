#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace platform {

/// Writes one JSON object into a caller's buffer. Numbers are integers on wire scale: 241 tenths
/// are written as 24.1, no floating point anywhere.
class JsonWriter {
 public:
  JsonWriter(char* out, size_t capacity) : out_(out), capacity_(capacity) { put('{'); }

  JsonWriter& text(std::string_view key, std::string_view value);
  JsonWriter& integer(std::string_view key, int64_t value);
  JsonWriter& tenths(std::string_view key, int32_t value);
  JsonWriter& null(std::string_view key);
  /// A value that is JSON already.
  JsonWriter& raw(std::string_view key, std::string_view json);
  /// What follows stands inside an object of that name, until end().
  JsonWriter& begin(std::string_view key);
  JsonWriter& end();

  /// Closes the object; empty when it did not fit.
  std::string_view finish();

 private:
  void put(char c);
  void put_raw(std::string_view text);
  void put_quoted(std::string_view text);
  void put_number(int64_t value);
  void start_field(std::string_view key);

  char* out_;
  size_t capacity_;
  size_t size_ = 0;
  bool overflow_ = false;
};

}  // namespace platform
