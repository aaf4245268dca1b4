#include "wifi.h"

#include <esp_event.h>
#include <esp_log.h>
#include <esp_netif.h>
#include <esp_netif_sntp.h>
#include <esp_wifi.h>
#include <nvs.h>

#include <algorithm>

#include "setup_page.h"

namespace platform::esp {
namespace {

constexpr char kTag[] = "wifi";
constexpr char kNamespace[] = "wifi";
constexpr char kSsid[] = "ssid";
constexpr char kPassword[] = "password";
constexpr size_t kShownOfSerial = 4;
constexpr uint8_t kApChannel = 1;
constexpr uint8_t kMostAtSetup = 2;

// The station reconnects for ever; an attempt takes the driver some seconds, which is pause enough.
void on_wifi(void*, esp_event_base_t, int32_t id, void*) {
  if (id == WIFI_EVENT_STA_START || id == WIFI_EVENT_STA_DISCONNECTED) esp_wifi_connect();
}

template <size_t N>
void read_text(nvs_handle_t nvs, const char* key, FixedString<N>& out) {
  char value[N + 1];
  size_t size = sizeof value;
  if (nvs_get_str(nvs, key, value, &size) == ESP_OK) out.assign(value);
}

void copy(std::string_view text, uint8_t* out, size_t capacity) {
  std::fill_n(out, capacity, uint8_t{0});
  std::copy_n(text.begin(), std::min(text.size(), capacity), out);
}

}  // namespace

bool Wifi::start(std::string_view serial, const char* ntp_server) {
  serial_.assign(serial);
  nvs_handle_t nvs = 0;
  if (nvs_open(kNamespace, NVS_READONLY, &nvs) == ESP_OK) {
    read_text(nvs, kSsid, ssid_);
    read_text(nvs, kPassword, password_);
    nvs_close(nvs);
  }
  if (used_ssid_.empty()) used_ssid_ = ssid_;
  if (esp_netif_init() != ESP_OK || esp_event_loop_create_default() != ESP_OK) return false;
  esp_netif_create_default_wifi_sta();
  esp_netif_create_default_wifi_ap();
  const wifi_init_config_t init = WIFI_INIT_CONFIG_DEFAULT();
  if (esp_wifi_init(&init) != ESP_OK || esp_wifi_set_storage(WIFI_STORAGE_RAM) != ESP_OK ||
      esp_event_handler_register(WIFI_EVENT, ESP_EVENT_ANY_ID, &on_wifi, nullptr) != ESP_OK ||
      esp_wifi_set_mode(WIFI_MODE_STA) != ESP_OK) {
    return false;
  }
  connect();
  if (esp_wifi_start() != ESP_OK) return false;
  is_started_ = true;
  if (used_ssid_.empty()) open_setup();

  esp_sntp_config_t sntp = ESP_NETIF_SNTP_DEFAULT_CONFIG(ntp_server);
  return esp_netif_sntp_init(&sntp) == ESP_OK;
}

void Wifi::connect() {
  wifi_config_t config{};
  copy(used_ssid_.view(), config.sta.ssid, sizeof config.sta.ssid);
  copy(password_.view(), config.sta.password, sizeof config.sta.password);
  config.sta.threshold.authmode = password_.empty() ? WIFI_AUTH_OPEN : WIFI_AUTH_WPA2_PSK;
  if (esp_wifi_set_config(WIFI_IF_STA, &config) != ESP_OK) ESP_LOGE(kTag, "the network cannot be used");
}

void Wifi::use_ssid(std::string_view ssid) {
  const std::string_view wanted = ssid.empty() ? ssid_.view() : ssid;
  if (wanted == used_ssid_.view()) return;
  used_ssid_.assign(wanted);
  if (!is_started_) return;
  connect();
  // The event of the lost connection connects again, with the new configuration.
  esp_wifi_disconnect();
}

void Wifi::open_setup() {
  if (is_setup_open_) return;
  FixedString<kLongestSsid> name;
  name.assign("Platform-");
  name.append(serial_.view().substr(serial_.size() - std::min(serial_.size(), kShownOfSerial)));
  FixedString<50> password;
  for (const char& c : serial_.view()) {
    if (c != '-') password.append({&c, 1});
  }
  wifi_config_t config{};
  copy(name.view(), config.ap.ssid, sizeof config.ap.ssid);
  config.ap.ssid_len = static_cast<uint8_t>(name.size());
  copy(password.view(), config.ap.password, sizeof config.ap.password);
  config.ap.channel = kApChannel;
  config.ap.max_connection = kMostAtSetup;
  config.ap.authmode = WIFI_AUTH_WPA2_PSK;
  if (esp_wifi_set_mode(WIFI_MODE_APSTA) != ESP_OK || esp_wifi_set_config(WIFI_IF_AP, &config) != ESP_OK ||
      !start_setup_page()) {
    ESP_LOGE(kTag, "the set-up cannot be opened");
    return;
  }
  is_setup_open_ = true;
  ESP_LOGI(kTag, "set-up at http://192.168.4.1 on the network %s", name.c_str());
}

bool Wifi::keep(std::string_view ssid, std::string_view password) {
  FixedString<kLongestSsid> name;
  FixedString<kLongestPassword> secret;
  nvs_handle_t nvs = 0;
  if (ssid.empty() || !name.assign(ssid) || !secret.assign(password)) return false;
  if (nvs_open(kNamespace, NVS_READWRITE, &nvs) != ESP_OK) return false;
  const bool is_kept = nvs_set_str(nvs, kSsid, name.c_str()) == ESP_OK &&
                       nvs_set_str(nvs, kPassword, secret.c_str()) == ESP_OK && nvs_commit(nvs) == ESP_OK;
  nvs_close(nvs);
  return is_kept;
}

std::optional<int32_t> Wifi::rssi_dbm() const {
  wifi_ap_record_t record{};
  if (esp_wifi_sta_get_ap_info(&record) != ESP_OK) return std::nullopt;
  return record.rssi;
}

}  // namespace platform::esp
