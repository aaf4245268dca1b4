#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace platform::host {

/// What somebody does to a device: `press ID short|long`, `input ID KEY open|closed`, `away ID SECONDS`.
struct ControlLine {
  enum class Kind : uint8_t { unknown, press, input, away };
  Kind kind = Kind::unknown;
  /// The line as it came.
  std::string text;
  std::string device_id;
  std::string key;
  bool is_long = false;
  bool is_closed = false;
  uint32_t seconds = 0;
};

ControlLine parse_control_line(std::string_view line);

/// Lines from a FIFO, which is made when it is not there, or from standard input.
class ControlChannel {
 public:
  /// Throws UsageError when it cannot be opened.
  explicit ControlChannel(const std::string& path);
  ~ControlChannel();
  ControlChannel(const ControlChannel&) = delete;
  ControlChannel& operator=(const ControlChannel&) = delete;

  /// The complete lines that have come; never waits.
  std::vector<ControlLine> take_lines();

 private:
  int file_;
  std::string open_line_;
};

}  // namespace platform::host
