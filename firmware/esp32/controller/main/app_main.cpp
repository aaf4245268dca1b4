#include <esp_app_desc.h>
#include <esp_log.h>
#include <nvs_flash.h>

#include "core/controller.h"
#include "esp_link.h"
#include "esp_ports.h"
#include "gpio_board.h"
#include "http_license_query.h"
#include "image_trial.h"
#include "ports/psa_crypto.h"
#include "provisioning.h"
#include "sdkconfig.h"
#include "wifi.h"

namespace platform::esp {
namespace {

constexpr char kTag[] = "controller";
// Short enough for a button, long enough for the other tasks.
constexpr uint32_t kTurnMs = 10;
constexpr size_t kInputCount = 2;
constexpr uint64_t kClockWithinMs = 30'000;

struct Topics {
  explicit Topics(std::string_view device_id) {
    for (FixedString<96>* topic : {&control, &status, &heartbeat}) {
      topic->assign("devices/");
      topic->append(device_id);
    }
    control.append("/control");
    status.append("/status");
    heartbeat.append("/heartbeat");
  }

  FixedString<96> control;
  FixedString<96> status;
  FixedString<96> heartbeat;
};

class ChangeLog final : public ControllerObserver {
 public:
  void on_change(const Change& change) override {
    ESP_LOGI(kTag, "%s is %s", change.key.c_str(), change.value.c_str());
  }
};

[[noreturn]] void run() {
  // Static: the main task's stack is small and these live for ever.
  static Provisioning device;
  static EspClock clock;
  static NvsStore store;
  static PartitionFlash flash;
  static ImageTrial image;
  static LoggingObserver observer(image);
  static ChangeLog changes;
  static LinkEvent event;
  static Wifi wifi;

  if (nvs_flash_init() != ESP_OK) halt("the NVS partition cannot be used");
  if (!read_provisioning(device)) halt("the device is not provisioned");
  static EspLink link(device.login());
  static GpioBoard board(device, wifi, link);
  if (!board.start()) halt("a pin cannot be used");
  if (!store.open("controller") || !flash.open()) halt("store or journal are missing");
  static Topics topics(device.device_id.view());
  static PsaCrypto crypto(device.lease_key.view());
  static HttpLicenseQuery query(device.login());
  if (!crypto.has_key() || !link.init() || !query.start()) halt("no key or no memory");

  ControllerConfig config;
  config.device_id = device.device_id.view();
  config.topics = {topics.status.view(), topics.control.view(), topics.status.view()};
  config.heartbeat_topic = topics.heartbeat.view();
  config.firmware = esp_app_get_description()->version;
  config.lease_grace_s = CONFIG_CONTROLLER_LEASE_GRACE_S;
  config.type = device.type;
  config.relay_pins = GpioBoard::relay_pins();
  static Controller controller(config, {link, store, flash, crypto, query, observer}, board, changes);
  // The outputs have their values again before the radio is started.
  if (!controller.start(clock.now())) halt("the journal's partition is too small");
  if (!wifi.start(device.device_id.view(), "pool.ntp.org")) halt("no Wi-Fi");

  // Only a clock tells a command that waited at the broker from a fresh one: it gets a moment to be set.
  bool is_waiting_for_clock = true;
  controller.session().stay_away(clock.now().uptime_ms + kClockWithinMs);
  for (;;) {
    const bool has_event = link.receive(event, kTurnMs);
    const Instant now = clock.now();
    if (is_waiting_for_clock && now.has_wall_time()) {
      is_waiting_for_clock = false;
      if (!controller.session().is_connected()) controller.session().stay_away(now.uptime_ms);
    }
    if (has_event) deliver(event, controller, now);
    // A controller may have nothing to tell for days: being let in by the broker is proof enough.
    if (controller.session().is_connected()) image.confirm();
    if (const int status = query.take_status(); status != 0) controller.on_license_answer(status == 200, now);
    if (controller.on_button(board.is_button_down(), now) == Gesture::long_hold) wifi.open_setup();
    for (size_t i = 0; i < kInputCount; ++i) controller.on_input(i, board.is_input_closed(i), now);
    controller.tick(now);
    image.check(now);
  }
}

}  // namespace
}  // namespace platform::esp

extern "C" void app_main() {
  platform::esp::run();
}
