#include "license_client.h"

#include <curl/curl.h>

#include <utility>

namespace platform::host {
namespace {

constexpr long kTimeoutS = 10;

size_t discard(char*, size_t size, size_t count, void*) {
  return size * count;
}

}  // namespace

LicenseClient::LicenseClient(std::string url, std::string ca_file)
    : url_(std::move(url)), ca_file_(std::move(ca_file)) {
  if (!url_.empty()) thread_ = std::thread(&LicenseClient::run, this);
}

LicenseClient::~LicenseClient() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void LicenseClient::ask(size_t device, const DeviceSettings& settings) {
  if (url_.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    questions_.push_back({device, settings.device_id, settings.secret});
  }
  changed_.notify_one();
}

std::vector<LicenseClient::Answer> LicenseClient::take_answers() {
  const std::lock_guard lock(mutex_);
  return std::exchange(answers_, {});
}

void LicenseClient::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !questions_.empty(); });
    if (stopping_) return;
    const Question question = std::move(questions_.front());
    questions_.pop_front();
    lock.unlock();
    const long status = request(question);
    lock.lock();
    answers_.push_back({question.device, status});
  }
}

long LicenseClient::request(const Question& question) {
  CURL* curl = curl_easy_init();
  if (curl == nullptr) return 0;
  curl_easy_setopt(curl, CURLOPT_URL, url_.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
  curl_easy_setopt(curl, CURLOPT_USERNAME, question.user.c_str());
  curl_easy_setopt(curl, CURLOPT_PASSWORD, question.secret.c_str());
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, kTimeoutS);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, discard);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, is_stopping);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, this);
  if (!ca_file_.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file_.c_str());
  long status = 0;
  if (curl_easy_perform(curl) == CURLE_OK) curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_cleanup(curl);
  return status;
}

int LicenseClient::is_stopping(void* self, int64_t, int64_t, int64_t, int64_t) {
  auto& client = *static_cast<LicenseClient*>(self);
  const std::lock_guard lock(client.mutex_);
  return client.stopping_ ? 1 : 0;
}

}  // namespace platform::host
