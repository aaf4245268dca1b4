#include "provisioning.h"

#include <esp_log.h>
#include <nvs.h>
#include <nvs_flash.h>

namespace platform::esp {
namespace {

constexpr char kTag[] = "provisioning";
constexpr char kPartition[] = "fctry";
constexpr char kNamespace[] = "device";

template <size_t N>
bool read_text(nvs_handle_t nvs, const char* key, FixedString<N>& out) {
  static char value[N + 1];
  size_t length = sizeof value;
  const esp_err_t result = nvs_get_str(nvs, key, value, &length);
  if (result != ESP_OK) {
    ESP_LOGE(kTag, "%s: %s", key, esp_err_to_name(result));
    return false;
  }
  return out.assign(value);
}

}  // namespace

bool read_provisioning(Provisioning& out) {
  if (nvs_flash_init_partition(kPartition) != ESP_OK) {
    ESP_LOGE(kTag, "partition %s cannot be read", kPartition);
    return false;
  }
  nvs_handle_t nvs = 0;
  if (nvs_open_from_partition(kPartition, kNamespace, NVS_READONLY, &nvs) != ESP_OK) {
    ESP_LOGE(kTag, "namespace %s is missing", kNamespace);
    return false;
  }
  const bool complete = read_text(nvs, "mqtt_user", out.device_id) &&
                        read_text(nvs, "mqtt_pass", out.secret) && read_text(nvs, "mqtt_url", out.mqtt_url) &&
                        read_text(nvs, "api_url", out.api_url) && read_text(nvs, "tenant", out.tenant) &&
                        read_text(nvs, "pit", out.pit) && read_text(nvs, "license", out.license_key) &&
                        read_text(nvs, "ca", out.ca) && read_text(nvs, "lease_key", out.lease_key);
  nvs_close(nvs);
  return complete;
}

}  // namespace platform::esp
