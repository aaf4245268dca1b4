#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "check.h"
#include "core/settings.h"
#include "core/status.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace platform;
  const auto settings = parse_settings({reinterpret_cast<const char*>(data), size});
  if (!settings) return 0;
  std::array<uint8_t, 800> bytes;
  ByteWriter out(bytes.data(), bytes.size());
  settings->encode(out);
  check(out.ok(), "accepted settings can be stored");
  ByteReader in(bytes.data(), out.size());
  Settings back;
  back.decode(in);
  check(in.ok() && in.at_end(), "what was stored can be read");
  std::array<char, kLongestStatus + 1> text;
  JsonWriter json(text.data(), kLongestStatus);
  json.text("command_id", std::string_view("0193d8a1-7c3e-7a52-9f0a-4b1c2d3e4f50"));
  back.write(json);
  const std::string_view written = json.finish();
  check(!written.empty(), "the answer fits");
  check(is_json(text.data(), written.size()), "the answer is JSON");
  return 0;
}
