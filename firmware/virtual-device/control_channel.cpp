#include "control_channel.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <sstream>

#include "device_file.h"

namespace platform::host {
namespace {

constexpr size_t kLongestLine = 256;

int open_channel(const std::string& path) {
  if (path == "-") {
    const int file = ::dup(STDIN_FILENO);
    if (file >= 0) ::fcntl(file, F_SETFL, O_NONBLOCK);
    return file;
  }
  if (::mkfifo(path.c_str(), 0600) != 0 && errno != EEXIST) return -1;
  // Opened for writing, too: the end of one writer is not the end of the channel.
  return ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
}

}  // namespace

ControlLine parse_control_line(std::string_view text) {
  ControlLine line;
  line.text = text;
  std::istringstream in(line.text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  if (words.size() > 1) line.device_id = words[1];
  if (words.size() == 3 && words[0] == "press" && (words[2] == "short" || words[2] == "long")) {
    line.kind = ControlLine::Kind::press;
    line.is_long = words[2] == "long";
  } else if (words.size() == 4 && words[0] == "input" && (words[3] == "open" || words[3] == "closed")) {
    line.kind = ControlLine::Kind::input;
    line.key = words[2];
    line.is_closed = words[3] == "closed";
  } else if (words.size() == 3 && words[0] == "away" && std::atoi(words[2].c_str()) > 0) {
    line.kind = ControlLine::Kind::away;
    line.seconds = static_cast<uint32_t>(std::atoi(words[2].c_str()));
  }
  return line;
}

ControlChannel::ControlChannel(const std::string& path) : file_(open_channel(path)) {
  if (file_ < 0) throw UsageError("cannot read lines of control from " + path);
}

ControlChannel::~ControlChannel() {
  ::close(file_);
}

std::vector<ControlLine> ControlChannel::take_lines() {
  std::vector<ControlLine> lines;
  std::array<char, 1024> bytes;
  for (ssize_t count; (count = ::read(file_, bytes.data(), bytes.size())) > 0;) {
    for (const char c : std::string_view(bytes.data(), static_cast<size_t>(count))) {
      if (c != '\n') {
        if (open_line_.size() < kLongestLine) open_line_ += c;
        continue;
      }
      if (!open_line_.empty()) lines.push_back(parse_control_line(open_line_));
      open_line_.clear();
    }
  }
  return lines;
}

}  // namespace platform::host
