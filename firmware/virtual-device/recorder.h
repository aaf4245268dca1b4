#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace platform::host {

int64_t unix_ms_now();

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

/// The acknowledgement log (CSV) and the event log (JSON lines); either may be absent.
class Recorder {
 public:
  /// Empty paths switch a log off; throws UsageError when a file cannot be opened. Logs are appended to.
  Recorder(const std::string& ack_log, const std::string& events);

  /// `unix_ms` is the reading's own timestamp, -1 when it had none.
  void acknowledged(std::string_view device_id, int64_t unix_ms, uint32_t sequence);

  /// `details` are further JSON members, each with a comma in front; events are written at once.
  void event(std::string_view device_id, std::string_view name, const std::string& details = {});

  void flush();

 private:
  File acks_;
  File events_;
};

/// A JSON member `,"key":"value"` for Recorder::event.
std::string member(std::string_view key, std::string_view value);
std::string member(std::string_view key, int64_t value);

}  // namespace platform::host
