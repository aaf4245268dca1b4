#include <esp_app_desc.h>
#include <esp_log.h>
#include <nvs_flash.h>

#include "bme680_sensor.h"
#include "core/gateway.h"
#include "esp_link.h"
#include "esp_ports.h"
#include "ethernet.h"
#include "http_license_query.h"
#include "image_trial.h"
#include "ports/psa_crypto.h"
#include "provisioning.h"
#include "sdkconfig.h"

namespace platform::esp {
namespace {

constexpr char kTag[] = "gateway";
constexpr uint32_t kTurnMs = 50;
constexpr uint64_t kSensorMs = 3000;

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

[[noreturn]] void run() {
  // Static: the main task's stack is small and these live for ever.
  static Provisioning device;
  static EspClock clock;
  static NvsStore store;
  static PartitionFlash flash;
  static ImageTrial image;
  static LoggingObserver observer(image);
  static Bme680Sensor sensor;
  static LinkEvent event;

  if (nvs_flash_init() != ESP_OK) halt("the NVS partition cannot be used");
  if (!read_provisioning(device)) halt("the device is not provisioned");
  if (!store.open("gateway") || !flash.open()) halt("store or journal are missing");
  if (!start_ethernet("pool.ntp.org")) halt("no Ethernet");
  static Topics topics(device);
  static PsaCrypto crypto(device.lease_key.view());
  static EspLink link(device.login());
  static HttpLicenseQuery query(device.login());
  if (!crypto.has_key() || !link.init() || !query.start()) halt("no key or no memory");

  GatewayConfig config;
  config.device_id = device.device_id.view();
  config.license_key = device.license_key.view();
  config.topics = {topics.readings.view(), topics.commands.view(), topics.status.view()};
  config.firmware = esp_app_get_description()->version;
  config.lease_grace_s = CONFIG_GATEWAY_LEASE_GRACE_S;
  static Gateway gateway(config, {link, store, flash, crypto, query, observer});
  if (!gateway.start(clock.now())) halt("the journal's partition is too small");

  bool has_sensor = sensor.start();
  bool is_fresh = false;
  Measurement newest;
  uint64_t next_measure_ms = 0;
  uint64_t next_publish_ms = 0;
  for (;;) {
    const bool has_event = link.receive(event, kTurnMs);
    const Instant now = clock.now();
    if (has_event) deliver(event, gateway, now);
    if (const int status = query.take_status(); status != 0) gateway.on_license_answer(status == 200, now);
    gateway.tick(now);
    image.check(now);
    // A device that may not work leaves its sensor, and the heater in it, alone.
    if (!gateway.may_work(now)) continue;
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
