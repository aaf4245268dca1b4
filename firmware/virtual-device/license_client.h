#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "device_file.h"

namespace platform::host {

/// Asks `GET /api/device/license` with the device's own credentials on a thread of its own, since the
/// HTTP client blocks and the devices' loop must not.
class LicenseClient {
 public:
  struct Answer {
    size_t device = 0;
    long status = 0;
  };

  /// Without a URL every question stays unanswered.
  LicenseClient(std::string url, std::string ca_file);
  ~LicenseClient();

  void ask(size_t device, const DeviceSettings& settings);
  std::vector<Answer> take_answers();

 private:
  struct Question {
    size_t device = 0;
    std::string user;
    std::string secret;
  };

  void run();
  long request(const Question& question);
  static int is_stopping(void* self, int64_t, int64_t, int64_t, int64_t);

  std::string url_;
  std::string ca_file_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Question> questions_;
  std::vector<Answer> answers_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace platform::host
