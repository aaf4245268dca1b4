#include "http_license_query.h"

#include <esp_http_client.h>
#include <freertos/task.h>

namespace platform::esp {
namespace {

constexpr uint32_t kStackBytes = 8192;
constexpr int kTimeoutMs = 10'000;

}  // namespace

bool HttpLicenseQuery::start() {
  wanted_ = xSemaphoreCreateBinary();
  return wanted_ != nullptr && xTaskCreate(&HttpLicenseQuery::run, "license", kStackBytes, this,
                                           tskIDLE_PRIORITY + 1, nullptr) == pdPASS;
}

void HttpLicenseQuery::run(void* self) {
  auto& query = *static_cast<HttpLicenseQuery*>(self);
  for (;;) {
    xSemaphoreTake(query.wanted_, portMAX_DELAY);
    query.status_ = query.request();
  }
}

int HttpLicenseQuery::request() {
  FixedString<160> url;
  if (*login_.api_url == '\0' || !url.assign(login_.api_url) || !url.append("/api/device/license")) return 0;
  esp_http_client_config_t config{};
  config.url = url.c_str();
  config.cert_pem = login_.ca;
  config.auth_type = HTTP_AUTH_TYPE_BASIC;
  config.username = login_.device_id;
  config.password = login_.secret;
  config.timeout_ms = kTimeoutMs;
  config.disable_auto_redirect = true;
  esp_http_client_handle_t client = esp_http_client_init(&config);
  if (client == nullptr) return 0;
  const int status = esp_http_client_perform(client) == ESP_OK ? esp_http_client_get_status_code(client) : 0;
  esp_http_client_cleanup(client);
  return status;
}

}  // namespace platform::esp
