#include "recorder.h"

#include <chrono>
#include <cinttypes>

#include "device_file.h"

namespace platform::host {
namespace {

File open_log(const std::string& path) {
  if (path.empty()) return nullptr;
  File file(std::fopen(path.c_str(), "ae"));
  if (!file) throw UsageError("cannot write " + path);
  return file;
}

}  // namespace

int64_t unix_ms_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

Recorder::Recorder(const std::string& ack_log, const std::string& events)
    : acks_(open_log(ack_log)), events_(open_log(events)) {}

void Recorder::acknowledged(std::string_view device_id, int64_t unix_ms, uint32_t sequence) {
  if (!acks_) return;
  std::fprintf(acks_.get(), "%.*s,%" PRId64 ",%" PRIu32 "\n", static_cast<int>(device_id.size()),
               device_id.data(), unix_ms, sequence);
}

void Recorder::event(std::string_view device_id, std::string_view name, const std::string& details) {
  if (!events_) return;
  std::fprintf(events_.get(),
               R"({"unix_ms":%)" PRId64 R"(,"device_id":"%.*s","event":"%.*s"%s})"
               "\n",
               unix_ms_now(), static_cast<int>(device_id.size()), device_id.data(),
               static_cast<int>(name.size()), name.data(), details.c_str());
  std::fflush(events_.get());
}

void Recorder::flush() {
  if (acks_) std::fflush(acks_.get());
}

std::string member(std::string_view key, std::string_view value) {
  std::string text = ",\"" + std::string(key) + "\":\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    // Control characters have no place in ids and reasons; a space keeps the line one line.
    text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return text + '"';
}

std::string member(std::string_view key, int64_t value) {
  return ",\"" + std::string(key) + "\":" + std::to_string(value);
}

}  // namespace platform::host
