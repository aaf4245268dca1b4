#pragma once

#include <freertos/FreeRTOS.h>
#include <freertos/semphr.h>

#include <atomic>

#include "login.h"
#include "ports/license_query.h"

namespace platform::esp {

/// Asks `GET {api_url}/api/device/license` on a task of its own, since a TLS handshake takes seconds.
class HttpLicenseQuery final : public LicenseQuery {
 public:
  explicit HttpLicenseQuery(const Login& login) : login_(login) {}

  bool start();
  void ask() override { xSemaphoreGive(wanted_); }

  /// The HTTP status of an answer that came since the last call, 0 for none.
  int take_status() { return status_.exchange(0); }

 private:
  static void run(void* self);
  int request();

  Login login_;
  SemaphoreHandle_t wanted_ = nullptr;
  std::atomic<int> status_{0};
};

}  // namespace platform::esp
