#include "core/json_writer.h"

#include <cstring>

namespace platform {

void JsonWriter::put(char c) {
  if (size_ < capacity_) {
    out_[size_++] = c;
  } else {
    overflow_ = true;
  }
}

void JsonWriter::put_raw(std::string_view text) {
  if (capacity_ - size_ < text.size()) {
    overflow_ = true;
    return;
  }
  std::memcpy(out_ + size_, text.data(), text.size());
  size_ += text.size();
}

void JsonWriter::put_quoted(std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  put('"');
  for (const char c : text) {
    const auto code = static_cast<uint8_t>(c);
    if (c == '"' || c == '\\') {
      put('\\');
      put(c);
    } else if (code < 0x20) {
      put_raw("\\u00");
      put(kHex[code >> 4]);
      put(kHex[code & 0xF]);
    } else {
      put(c);
    }
  }
  put('"');
}

void JsonWriter::put_number(int64_t value) {
  char digits[20];
  size_t count = 0;
  // The magnitude is taken unsigned: the smallest int64 has no positive counterpart.
  auto magnitude = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
  do {
    digits[count++] = static_cast<char>('0' + magnitude % 10);
    magnitude /= 10;
  } while (magnitude != 0);
  if (value < 0) put('-');
  while (count > 0) put(digits[--count]);
}

void JsonWriter::start_field(std::string_view key) {
  if (size_ > 0 && out_[size_ - 1] != '{') put(',');
  put_quoted(key);
  put(':');
}

JsonWriter& JsonWriter::text(std::string_view key, std::string_view value) {
  start_field(key);
  put_quoted(value);
  return *this;
}

JsonWriter& JsonWriter::integer(std::string_view key, int64_t value) {
  start_field(key);
  put_number(value);
  return *this;
}

JsonWriter& JsonWriter::tenths(std::string_view key, int32_t value) {
  start_field(key);
  const int32_t magnitude = value < 0 ? -value : value;
  if (value < 0) put('-');
  put_number(magnitude / 10);
  put('.');
  put(static_cast<char>('0' + magnitude % 10));
  return *this;
}

JsonWriter& JsonWriter::null(std::string_view key) {
  start_field(key);
  put_raw("null");
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view key, std::string_view json) {
  start_field(key);
  put_raw(json);
  return *this;
}

JsonWriter& JsonWriter::begin(std::string_view key) {
  start_field(key);
  put('{');
  return *this;
}

JsonWriter& JsonWriter::end() {
  put('}');
  return *this;
}

std::string_view JsonWriter::finish() {
  put('}');
  return overflow_ ? std::string_view{} : std::string_view{out_, size_};
}

}  // namespace platform
