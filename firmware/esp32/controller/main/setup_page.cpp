#include "setup_page.h"

#include <esp_http_server.h>
#include <esp_log.h>
#include <esp_system.h>
#include <esp_timer.h>
#include <esp_wifi.h>

#include <array>

#include "core/web_form.h"
#include "wifi.h"

namespace platform::esp {
namespace {

constexpr char kTag[] = "setup";
constexpr size_t kLongestBody = 512;
constexpr uint16_t kMostNetworks = 16;
// The answer reaches the phone before the access point goes.
constexpr uint64_t kBeforeRestartUs = 2'000'000;

constexpr char kHead[] =
    "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    "<title>Wi-Fi</title><body style='font:18px sans-serif;max-width:24em;margin:2em auto;padding:0 1em'>";
constexpr char kForm[] =
    "<h1>Wi-Fi</h1><form method=post action=/ autocomplete=off><p><label>Network<br>"
    "<input name=ssid list=networks required maxlength=32 style='font:inherit;width:100%'></label>"
    "<p><label>Password<br><input name=password type=password maxlength=64 style='font:inherit;width:100%'>"
    "</label><p><button style='font:inherit;padding:.5em 2em'>Connect</button></form><datalist id=networks>";
constexpr char kDone[] =
    "<h1>Thank you</h1><p>The device connects now. If this network comes back, the password was not right.";
constexpr char kBad[] = "<h1>Not stored</h1><p><a href=/>Try again</a>";

bool send(httpd_req_t* request, std::string_view part) {
  return httpd_resp_send_chunk(request, part.data(), static_cast<ssize_t>(part.size())) == ESP_OK;
}

void send_networks(httpd_req_t* request) {
  static std::array<wifi_ap_record_t, kMostNetworks> found;
  uint16_t count = kMostNetworks;
  if (esp_wifi_scan_start(nullptr, true) != ESP_OK ||
      esp_wifi_scan_get_ap_records(&count, found.data()) != ESP_OK) {
    return;
  }
  for (uint16_t i = 0; i < count; ++i) {
    std::array<char, kLongestSsid * 6> text;
    const auto* name = reinterpret_cast<const char*>(found[i].ssid);
    const auto safe = escape_html({name, strnlen(name, kLongestSsid)}, text.data(), text.size());
    if (!safe || safe->empty()) continue;
    if (!send(request, "<option value=\"") || !send(request, *safe) || !send(request, "\">")) return;
  }
}

esp_err_t show(httpd_req_t* request) {
  if (!send(request, kHead) || !send(request, kForm)) return ESP_FAIL;
  send_networks(request);
  send(request, "</datalist>");
  return httpd_resp_send_chunk(request, nullptr, 0);
}

void restart_soon() {
  esp_timer_create_args_t timer{};
  timer.callback = [](void*) { esp_restart(); };
  timer.name = "restart";
  esp_timer_handle_t handle = nullptr;
  if (esp_timer_create(&timer, &handle) != ESP_OK ||
      esp_timer_start_once(handle, kBeforeRestartUs) != ESP_OK) {
    esp_restart();
  }
}

bool read_body(httpd_req_t* request, std::array<char, kLongestBody>& body) {
  size_t have = 0;
  while (have < request->content_len) {
    const int count = httpd_req_recv(request, body.data() + have, request->content_len - have);
    if (count <= 0) return false;
    have += static_cast<size_t>(count);
  }
  return true;
}

esp_err_t take(httpd_req_t* request) {
  std::array<char, kLongestBody> body;
  if (request->content_len > body.size()) {
    return httpd_resp_send_err(request, HTTPD_413_CONTENT_TOO_LARGE, "too long");
  }
  if (!read_body(request, body)) return ESP_FAIL;
  const std::string_view form(body.data(), request->content_len);
  std::array<char, kLongestSsid> ssid;
  std::array<char, Wifi::kLongestPassword> password;
  const auto name = form_value(form, "ssid", ssid.data(), ssid.size());
  const auto secret = form_value(form, "password", password.data(), password.size());
  const bool is_kept = name && secret && Wifi::keep(*name, *secret);
  if (is_kept) restart_soon();
  send(request, kHead);
  send(request, is_kept ? kDone : kBad);
  return httpd_resp_send_chunk(request, nullptr, 0);
}

}  // namespace

bool start_setup_page() {
  httpd_handle_t server = nullptr;
  const httpd_config_t config = HTTPD_DEFAULT_CONFIG();
  if (httpd_start(&server, &config) != ESP_OK) {
    ESP_LOGE(kTag, "no web server");
    return false;
  }
  httpd_uri_t page{};
  page.uri = "/";
  page.method = HTTP_GET;
  page.handler = &show;
  httpd_uri_t form = page;
  form.method = HTTP_POST;
  form.handler = &take;
  return httpd_register_uri_handler(server, &page) == ESP_OK &&
         httpd_register_uri_handler(server, &form) == ESP_OK;
}

}  // namespace platform::esp
