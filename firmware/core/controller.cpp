#include "core/controller.h"

#include "core/sealed_record.h"

namespace platform {
namespace {

constexpr std::string_view kKey = "outputs";
constexpr uint8_t kVersion = 1;
constexpr size_t kLongestRecord = 288;

bool is_possible(ValueKind kind, uint32_t value) {
  switch (kind) {
    case ValueKind::on_off:
    case ValueKind::contact:
      return value <= 1;
    case ValueKind::percent:
      return value <= 100;
    case ValueKind::color:
      return value <= 0xFFFFFF;
  }
  return false;
}

}  // namespace

Controller::Controller(const ControllerConfig& config, const DevicePorts& ports, ControllerBoard& board,
                       ControllerObserver& changes)
    : Device(config, ports),
      board_(board),
      changes_(changes),
      heartbeat_topic_(config.heartbeat_topic),
      type_(config.type),
      state_(config.type, config.relay_pins),
      settings_(ports.store) {
  for (size_t i = 0; i < state_.size(); ++i) record_.values[i] = state_[i].value;
}

bool Controller::start(Instant now) {
  if (!Device::start(now)) return false;
  settings_.load(now.uptime_ms);
  schedules_.load(store(), state_);
  Record stored = record_;
  if (load(stored)) record_ = stored;
  for (size_t i = 0; i < state_.size(); ++i) state_[i].value = record_.values[i];
  if (!may_work(now) || settings_.kept().is_off_at_power_on) {
    take_over(switched_off(record_, state_), {ChangeCause::power_on, {}}, now);
  }
  for (size_t i = 0; i < state_.size(); ++i) {
    if (!state_[i].is_input()) board_.set_output(state_[i].key.view(), state_[i].value);
  }
  board_.indicate(false);
  use_network();
  return true;
}

bool Controller::load(Record& record) {
  SealedReader<kLongestRecord> stored(store(), kKey, kVersion);
  const auto count = stored.in.get<uint8_t>();
  if (count != state_.size()) return false;
  for (size_t i = 0; i < count; ++i) record.values[i] = stored.in.get<uint32_t>();
  for (uint32_t& minute : record.done) minute = stored.in.get<uint32_t>();
  record.history.decode(stored.in);
  for (size_t i = 0; i < count; ++i) {
    if (!is_possible(state_[i].kind, record.values[i])) return false;
  }
  return stored.is_complete();
}

bool Controller::save(const Record& record) {
  SealedWriter<kLongestRecord> stored(kVersion);
  stored.out.put(static_cast<uint8_t>(state_.size()));
  for (size_t i = 0; i < state_.size(); ++i) stored.out.put(record.values[i]);
  for (const uint32_t minute : record.done) stored.out.put(minute);
  record.history.encode(stored.out);
  return stored.save(store(), kKey);
}

Controller::Record Controller::switched_off(Record record, const ControllerState& state) {
  for (size_t i = 0; i < state.size(); ++i) {
    if (state[i].kind == ValueKind::on_off) record.values[i] = 0;
  }
  return record;
}

// The board first: what is switched off for safety must not wait for a slow store. A command has been
// stored before; for the others it is better to switch and forget it at the next power cut than not to.
void Controller::take_over(const Record& wanted, Reason reason, Instant now) {
  for (size_t i = 0; i < state_.size(); ++i) {
    if (state_[i].value != wanted.values[i]) set_item(i, wanted.values[i], reason, now);
  }
  record_ = wanted;
  if (reason.cause != ChangeCause::command || reason.command_id.empty()) static_cast<void>(save(record_));
}

void Controller::set_item(size_t index, uint32_t value, Reason reason, Instant now) {
  StateItem& item = state_[index];
  item.value = value;
  if (!item.is_input()) board_.set_output(item.key.view(), value);
  Change change;
  change.time = record_time(now);
  change.cause = reason.cause;
  change.key = item.key;
  change.value = value_text(item.kind, value);
  change.command_id.assign(reason.command_id);
  std::array<uint8_t, kLongestChangeRecord> bytes;
  // A journal that takes no more loses the history of the change; the state itself is told anyway.
  static_cast<void>(append(bytes.data(), encode_change(change, bytes.data(), bytes.size())));
  changes_.on_change(change);
}

void Controller::publish_state(std::string_view command_id, Instant now) {
  publish_status(true, [&](JsonWriter& json) {
    json.text("status", to_text(license().state(now)));
    state_.write(json);
    if (!command_id.empty()) json.text("command_id", command_id);
  });
  next_update_ms_ = now.uptime_ms + settings().update_interval_s * 1000ULL;
  session().pump(now);
}

void Controller::describe_birth(JsonWriter& json) const {
  json.text("type", to_text(type_));
  state_.write(json);
  json.integer("config_version", settings_.kept().version).integer("schedules_version", schedules_.version);
}

std::string_view Controller::write_record(const LogRecord& record, Instant now, RecordTime& time) {
  Change change;
  if (!decode_change(record.payload.data(), record.length, change)) return {};
  repair_time(change.time, now);
  time = change.time;
  return write_change(change, {record.sequence, boot(), now.uptime_ms}, payload_.data(), payload_.size());
}

void Controller::on_license_change(Instant now) {
  if (may_work(now)) return;
  identify_until_ms_ = 0;
  board_.indicate(false);
  // On again nothing comes back by itself: nobody expects a lamp to light because a bill was paid.
  take_over(switched_off(record_, state_), {ChangeCause::command, {}}, now);
}

Gesture Controller::on_button(bool is_down, Instant now) {
  const Gesture gesture = button_.update(is_down, now.uptime_ms);
  if (gesture == Gesture::none || !may_work(now)) return gesture;
  if (gesture == Gesture::tap) toggle_first_output(now);
  if (gesture == Gesture::hold) {
    const bool is_told =
        publish_status(false, [](JsonWriter& json) { json.text("status", "button_pressed"); });
    pressed_at_ms_ = is_told ? 0 : now.uptime_ms;
  }
  return gesture;
}

void Controller::toggle_first_output(Instant now) {
  if (state_[0].kind != ValueKind::on_off) return;
  Record wanted = record_;
  wanted.values[0] = 1U - wanted.values[0];
  take_over(wanted, {ChangeCause::button, {}}, now);
  publish_state({}, now);
}

void Controller::on_input(size_t number, bool is_closed, Instant now) {
  const std::optional<size_t> item = state_.input(number);
  if (!item) return;
  Debounced& input = inputs_[*item];
  input.update(is_closed, now.uptime_ms);
  if (!input.is_known() || !may_work(now)) return;
  // What moved while the device was off is told with the first look.
  const ChangeCause cause = is_input_read_[*item] ? ChangeCause::input : ChangeCause::power_on;
  is_input_read_[*item] = true;
  const uint32_t value = input.level() ? 1 : 0;
  if (value == state_[*item].value) return;
  Record wanted = record_;
  wanted.values[*item] = value;
  take_over(wanted, {cause, {}}, now);
  publish_state({}, now);
}

void Controller::tick(Instant now) {
  Device::tick(now);
  run_trial(now);
  run_schedules(now);
  blink(now);
  beat(now);
}

void Controller::run_schedules(Instant now) {
  if (!now.has_wall_time() || schedules_.count == 0) return;
  Record wanted = record_;
  while (const std::optional<size_t> due = runner_.take(schedules_, now.unix_ms / 1000, wanted.done)) {
    // Taken and not done while disabled: it is not made up for.
    if (!may_work(now)) continue;
    const Action& action = schedules_.items[*due].action;
    wanted.values[action.item] = action.result(state_);
    const bool is_change = wanted.values[action.item] != state_[action.item].value;
    take_over(wanted, {ChangeCause::schedule, {}}, now);
    if (is_change) publish_state({}, now);
  }
}

void Controller::blink(Instant now) {
  if (identify_until_ms_ == 0) return;
  const bool is_over = now.uptime_ms >= identify_until_ms_;
  board_.indicate(!is_over && (identify_until_ms_ - now.uptime_ms) / kBlinkMs % 2 == 1);
  if (is_over) identify_until_ms_ = 0;
}

void Controller::beat(Instant now) {
  if (!session().is_connected()) return;
  if (now.uptime_ms >= next_heartbeat_ms_) {
    next_heartbeat_ms_ = now.uptime_ms + kHeartbeatMs;
    std::array<char, 96> text;
    JsonWriter json(text.data(), text.size());
    json.integer("uptime_s", static_cast<int64_t>(now.uptime_ms / 1000));
    const Vitals vitals = board_.vitals();
    if (vitals.rssi_dbm) json.integer("rssi", *vitals.rssi_dbm);
    if (vitals.heap_free) json.integer("heap_free", *vitals.heap_free);
    session().publish(heartbeat_topic_, json.finish(), false);
  }
  if (settings().update_interval_s > 0 && now.uptime_ms >= next_update_ms_) publish_state({}, now);
}

}  // namespace platform
