#include <esp_app_desc.h>
#include <esp_log.h>
#include <esp_ota_ops.h>
#include <esp_system.h>
#include <nvs_flash.h>

#include "bme680_sensor.h"
#include "core/gateway.h"
#include "esp_link.h"
#include "esp_ports.h"
#include "ethernet.h"
#include "http_license_query.h"
#include "ports/psa_crypto.h"
#include "provisioning.h"
#include "sdkconfig.h"

namespace platform::esp {
namespace {

constexpr char kTag[] = "gateway";
constexpr uint32_t kTurnMs = 50;
constexpr uint64_t kSensorMs = 3000;
constexpr uint64_t kConfirmWithinMs = 5 * 60'000;

/// Logs, and confirms a new image: sensors read and one reading acknowledged, else the bootloader goes
/// back to the image before.
class Watcher final : public GatewayObserver {
 public:
  void on_delivered(uint32_t, int64_t) override {
    if (is_confirmed_) return;
    is_confirmed_ = esp_ota_mark_app_valid_cancel_rollback() == ESP_OK;
  }

  void on_command(const Command& command, CommandOutcome outcome, std::optional<Refusal>) override {
    ESP_LOGI(kTag, "command %.*s: outcome %d", static_cast<int>(command.id.size()), command.id.data(),
             static_cast<int>(outcome));
  }

  void on_state(LicenseState state, std::string_view) override {
    ESP_LOGI(kTag, "state: %.*s", static_cast<int>(to_text(state).size()), to_text(state).data());
  }

  bool is_confirmed() const { return is_confirmed_; }

 private:
  bool is_confirmed_ = false;
};

bool is_on_trial() {
  esp_ota_img_states_t state = ESP_OTA_IMG_UNDEFINED;
  return esp_ota_get_state_partition(esp_ota_get_running_partition(), &state) == ESP_OK &&
         state == ESP_OTA_IMG_PENDING_VERIFY;
}

struct Topics {
  explicit Topics(const Provisioning& device) {
    for (FixedString<160>* topic : {&readings, &commands, &status}) {
      topic->assign("workshop/");
      topic->append(device.tenant.view());
    }
    readings.append("/pit/");
    readings.append(device.pit.view());
    readings.append("/sensors");
    for (FixedString<160>* topic : {&commands, &status}) {
      topic->append("/device/");
      topic->append(device.device_id.view());
    }
    commands.append("/command");
    status.append("/status");
  }

  FixedString<160> readings;
  FixedString<160> commands;
  FixedString<160> status;
};

void handle(Gateway& gateway, const LinkEvent& event, Instant now) {
  switch (event.kind) {
    case LinkEvent::Kind::connected:
      gateway.on_connected(now);
      return;
    case LinkEvent::Kind::closed:
      gateway.on_closed(now);
      return;
    case LinkEvent::Kind::acknowledged:
      gateway.on_acknowledged(event.message_id, now);
      return;
    case LinkEvent::Kind::message:
      gateway.on_message(event.topic.view(), event.payload.view(), now);
      return;
  }
}

[[noreturn]] void halt(const char* what) {
  ESP_LOGE(kTag, "%s; restarting", what);
  vTaskDelay(pdMS_TO_TICKS(10'000));
  esp_restart();
}

[[noreturn]] void run() {
  // Static: the main task's stack is small and these live for ever.
  static Provisioning device;
  static EspClock clock;
  static NvsStore store;
  static PartitionFlash flash;
  static Watcher watcher;
  static Bme680Sensor sensor;
  static LinkEvent event;
  const bool on_trial = is_on_trial();

  if (nvs_flash_init() != ESP_OK) halt("the NVS partition cannot be used");
  if (!read_provisioning(device)) halt("the device is not provisioned");
  if (!store.open() || !flash.open()) halt("store or journal are missing");
  if (!start_ethernet("pool.ntp.org")) halt("no Ethernet");
  static Topics topics(device);
  static PsaCrypto crypto(device.lease_key.view());
  static EspLink link(device);
  static HttpLicenseQuery query(device);
  if (!crypto.has_key() || !link.init() || !query.start()) halt("no key or no memory");

  GatewayConfig config;
  config.device_id = device.device_id.view();
  config.license_key = device.license_key.view();
  config.topics = {topics.readings.view(), topics.commands.view(), topics.status.view()};
  config.firmware = esp_app_get_description()->version;
  config.lease_grace_s = CONFIG_GATEWAY_LEASE_GRACE_S;
  static Gateway gateway(config, {link, store, flash, crypto, query, watcher});
  if (!gateway.start(clock.now())) halt("the journal's partition is too small");

  bool has_sensor = sensor.start();
  bool is_fresh = false;
  Measurement newest;
  uint64_t next_measure_ms = 0;
  uint64_t next_publish_ms = 0;
  for (;;) {
    const bool has_event = link.receive(event, kTurnMs);
    const Instant now = clock.now();
    if (has_event) handle(gateway, event, now);
    if (const int status = query.take_status(); status != 0) gateway.on_license_answer(status == 200, now);
    gateway.tick(now);
    if (on_trial && !watcher.is_confirmed() && now.uptime_ms > kConfirmWithinMs) {
      esp_ota_mark_app_invalid_rollback_and_reboot();
    }
    // A device that may not work leaves its sensor, and the heater in it, alone.
    if (!gateway.may_sample(now)) continue;
    if (now.uptime_ms >= next_measure_ms) {
      next_measure_ms = now.uptime_ms + kSensorMs;
      if (!has_sensor) has_sensor = sensor.start();
      is_fresh = has_sensor && sensor.measure(newest);
    }
    if (is_fresh && now.uptime_ms >= next_publish_ms) {
      next_publish_ms = now.uptime_ms + CONFIG_GATEWAY_SAMPLE_S * 1000ULL;
      is_fresh = false;
      if (!gateway.sample(newest, now)) ESP_LOGW(kTag, "reading not stored");
    }
  }
}

}  // namespace
}  // namespace platform::esp

extern "C" void app_main() {
  platform::esp::run();
}
