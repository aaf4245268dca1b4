#include "core/controller.h"
#include "selftest.h"

namespace platform::selftest {
namespace {

NorFlash controller_flash;
SmallStore controller_store;
RecordingLink link;
TrustingCrypto crypto;
Silent silent;

class RecordingBoard final : public ControllerBoard, public ControllerObserver {
 public:
  void set_output(std::string_view key, uint32_t value) override {
    if (key == "25") is_on = value != 0;
  }
  void indicate(bool) override {}
  Vitals vitals() override { return {}; }
  void use_network(std::string_view, std::string_view) override {}
  void on_change(const Change&) override { ++changes; }
  bool is_on = false;
  int changes = 0;
};

RecordingBoard board;

Controller make_controller() {
  ControllerConfig config;
  config.device_id = "S1";
  config.topics = {"s", "c", "s"};
  config.heartbeat_topic = "h";
  return Controller(config, {link, controller_store, controller_flash, crypto, silent, silent}, board, board);
}

bool is_in(std::string_view part, std::string_view text) {
  return text.find(part) != std::string_view::npos;
}

void controller_works() {
  Controller controller = make_controller();
  bool started = controller.start(at(0));
  controller.tick(at(0));
  controller.on_connected(at(0));
  report("controller says what it is",
         started && is_in(R"("type":"4Relay","state":{"25":"off",)", link.kept.view()));
  controller.on_message(
      "c",
      R"({"id":"r1","command":"relay","args":{"pin":25,"state":"on"},"issued_at":"2026-11-20T10:00:00Z","ttl_s":60})",
      at(1000));
  report("relay is switched", board.is_on && is_in(R"("25":"on")", link.kept.view()) &&
                                  is_in(R"("command_id":"r1")", link.kept.view()));
  for (uint64_t ms = 2000; ms < 2300; ms += 10) controller.on_button(ms >= 2100 && ms < 2200, at(ms));
  report("button toggles", !board.is_on && board.changes == 2);
  // 15:31 in Kolkata is 10:01 UTC, a minute after the start.
  controller.on_message(
      "c",
      R"({"id":"s1","command":"SCHEDULES","issued_at":"2026-11-20T10:00:03Z","ttl_s":60,"args":{"version":5,"tz":"IST-5:30","lat":18.52,"lon":73.85,"items":[{"id":1,"on":true,"days":127,"at":"15:31","command":"relay","args":{"pin":25,"state":"on"}},{"id":2,"on":true,"days":127,"at":"sunset+5","command":"relay","args":{"pin":25,"state":"off"}}]}})",
      at(3000));
  report("schedules are taken", is_in(R"("schedules_version":5)", link.last.view()));
  for (uint64_t ms = 3000; ms <= 61'000; ms += 1000) controller.tick(at(ms));
  report("schedule is run", board.is_on);
  // Sunset in Pune on that day is at 12:26 UTC.
  for (uint64_t ms = 62'000; ms <= 3 * 3'600'000; ms += 60'000) controller.tick(at(ms));
  report("sunset is found", !board.is_on);
}

void controller_survives() {
  {
    Controller controller = make_controller();
    controller.start(at(0));
    for (uint64_t ms = 0; ms < 300; ms += 10) controller.on_button(ms >= 100 && ms < 200, at(ms));
  }
  board.is_on = false;
  Controller controller = make_controller();
  controller.start(at(0));
  report("outputs are restored after a restart", board.is_on && controller.boot() == 3);
  controller.tick(at(0));
  controller.on_connected(at(0));
  controller.on_message(
      "c", R"({"id":"d1","command":"DISABLE","reason":"r","issued_at":"2026-11-20T10:00:00Z","ttl_s":60})",
      at(1000));
  report("disabled controller is off", !board.is_on && is_in(R"({"status":"disabled")", link.kept.view()));
}

void zones_and_sun() {
  const auto berlin = TimeZone::parse("CET-1CEST,M3.5.0,M10.5.0/3");
  report("time zone",
         berlin && berlin->offset_s(1'774'745'999) == 3600 && berlin->offset_s(1'774'746'000) == 7200);
  // London, 2015-12-01: 07:43 UTC, as published.
  const auto sunrise = sun_event(SunEvent::sunrise, 16'770, {51.5085, -0.1257});
  report("sunrise", sunrise && *sunrise > 1'448'955'780 - 120 && *sunrise < 1'448'955'780 + 120);
}

}  // namespace

void test_controller() {
  zones_and_sun();
  controller_works();
  controller_survives();
}

}  // namespace platform::selftest
