#include <cstddef>
#include <cstdint>
#include <string>

#include "check.h"
#include "core/json_reader.h"
#include "core/json_writer.h"

namespace {

// Writes what it hears, so that the outcome can be read again.
class Echo final : public platform::JsonFields {
 public:
  explicit Echo(platform::JsonWriter& out) : out_(out) {}
  void on_text(std::string_view key, std::string_view value) override { out_.text(key, value); }
  void on_integer(std::string_view key, int64_t value) override { out_.integer(key, value); }
  void on_other(std::string_view key) override { out_.null(key); }

 private:
  platform::JsonWriter& out_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  text.push_back('\0');
  std::string first(size * 6 + 64, '\0');
  platform::JsonWriter writer(first.data(), first.size());
  Echo echo(writer);
  if (!platform::read_json_object(text.data(), size, echo)) return 0;
  std::string written(writer.finish());
  check(!written.empty(), "what was read fits when written");
  const size_t length = written.size();
  written.push_back('\0');
  std::string second(first.size(), '\0');
  platform::JsonWriter again(second.data(), second.size());
  Echo echo_again(again);
  const std::string before = written.substr(0, length);
  check(platform::read_json_object(written.data(), length, echo_again), "what was written can be read");
  check(again.finish() == before, "reading and writing again changes nothing");
  return 0;
}
