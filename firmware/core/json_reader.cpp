#include "core/json_reader.h"

#include <cstring>
#include <limits>

#define RAPIDJSON_HAS_STDSTRING 0
#include <rapidjson/encodings.h>
#include <rapidjson/reader.h>

namespace platform {
namespace {

// Parsing in place keeps nothing on RapidJSON's stack, so that its allocator is never asked.
class NoAllocator {
 public:
  [[maybe_unused]] static const bool kNeedFree = false;
  void* Malloc(size_t) { return nullptr; }
  void* Realloc(void*, size_t, size_t) { return nullptr; }
  static void Free(void*) {}
};

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. Done here and not by the parser, whose
// own check takes a truncated sequence's missing bytes from behind the end of the buffer.
bool is_utf8(const char* text, size_t size) {
  const auto byte = [text](size_t i) { return static_cast<uint8_t>(text[i]); };
  for (size_t i = 0; i < size;) {
    const uint8_t lead = byte(i++);
    if (lead < 0x80) continue;
    if (lead < 0xC2 || lead > 0xF4) return false;
    const size_t more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    if (size - i < more) return false;
    const uint8_t lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const uint8_t highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (byte(i) < lowest || byte(i) > highest) return false;
    for (size_t k = 1; k < more; ++k) {
      if ((byte(i + k) & 0xC0) != 0x80) return false;
    }
    i += more;
  }
  return true;
}

// Text is checked a second time once its escapes are undone: the parser writes a lone low surrogate
// ("\udc00") as three bytes that are not UTF-8.
template <typename Stream>
class FlatHandler {
 public:
  FlatHandler(JsonFields& fields, bool is_array, Stream& stream)
      : fields_(fields), is_array_(is_array), stream_(stream) {}

  bool Null() { return other(); }
  bool Bool(bool value) {
    if (depth_ == 1) fields_.on_boolean(key_, value);
    return is_inside();
  }
  bool Int(int value) { return integer(value); }
  bool Uint(unsigned value) { return integer(value); }
  bool Int64(int64_t value) { return integer(value); }
  bool Uint64(uint64_t value) {
    return value <= static_cast<uint64_t>(std::numeric_limits<int64_t>::max())
               ? integer(static_cast<int64_t>(value))
               : other();
  }
  bool Double(double value) {
    if (depth_ == 1) fields_.on_fraction(key_, value);
    return is_inside();
  }
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return other(); }

  bool String(const char* text, rapidjson::SizeType length, bool) {
    if (!is_utf8(text, length)) return false;
    if (depth_ == 1) fields_.on_text(key_, {text, length});
    return is_inside();
  }

  bool Key(const char* text, rapidjson::SizeType length, bool) {
    if (!is_utf8(text, length)) return false;
    if (depth_ == 1) key_ = {text, length};
    return true;
  }

  bool StartObject() { return enter(false); }
  bool EndObject(rapidjson::SizeType) { return leave(); }
  // The parser recurses; a row of opening brackets must not eat the task's stack.
  bool StartArray() { return enter(true); }
  bool EndArray(rapidjson::SizeType) { return leave(); }

 private:
  static constexpr int kDeepest = 8;

  bool integer(int64_t value) {
    if (depth_ == 1) fields_.on_integer(key_, value);
    return is_inside();
  }

  bool other() {
    if (depth_ == 1) fields_.on_other(key_);
    return is_inside();
  }

  bool is_inside() const { return depth_ > 0; }

  bool enter(bool array) {
    if (depth_ == 0 && array != is_array_) return false;
    // The parser is behind the opening bracket here, and behind the closing one in leave().
    if (depth_ == 1) nested_at_ = stream_.Tell() - 1;
    return ++depth_ <= kDeepest;
  }

  bool leave() {
    if (--depth_ == 1) fields_.on_nested(key_, {nested_at_, stream_.Tell()});
    return true;
  }

  JsonFields& fields_;
  bool is_array_;
  Stream& stream_;
  std::string_view key_;
  size_t nested_at_ = 0;
  int depth_ = 0;
};

bool read(char* text, size_t size, JsonFields& fields, bool is_array) {
  // The parser stops at a NUL: one inside the payload would hide what follows it.
  if (std::memchr(text, '\0', size) != nullptr || !is_utf8(text, size)) return false;
  text[size] = '\0';
  using Stream = rapidjson::GenericInsituStringStream<rapidjson::UTF8<>>;
  Stream stream(text);
  NoAllocator allocator;
  rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, NoAllocator> reader(&allocator, 0);
  FlatHandler<Stream> handler(fields, is_array, stream);
  return !reader.Parse<rapidjson::kParseInsituFlag>(stream, handler).IsError();
}

}  // namespace

bool read_json_object(char* text, size_t size, JsonFields& fields) {
  return read(text, size, fields, false);
}

bool read_json_array(char* text, size_t size, JsonFields& elements) {
  return read(text, size, elements, true);
}

}  // namespace platform
