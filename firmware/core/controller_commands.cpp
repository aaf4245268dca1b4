#include "core/controller.h"

namespace platform {
namespace {

// The broker gets the acknowledgement of the command before its connection is left.
constexpr uint32_t kBeforeSwitchMs = 1'000;

}  // namespace

CommandOutcome Controller::execute(const Command& command, Instant now, std::optional<Refusal>& refusal) {
  if (!may_work(now)) {
    refusal = Refusal::disabled;
    return CommandOutcome::refused;
  }
  switch (command.kind) {
    case CommandKind::config:
      return execute_config(command, now, refusal);
    case CommandKind::schedules:
      return execute_schedules(command, now, refusal);
    case CommandKind::identify:
      return execute_identify(command, now);
    default:
      return execute_action(command, now, refusal);
  }
}

CommandOutcome Controller::execute_action(const Command& command, Instant now,
                                          std::optional<Refusal>& refusal) {
  Refusal why;
  const std::optional<Action> action = parse_action(command.kind, command.args, state_, why);
  if (!action) {
    refusal = why;
    return CommandOutcome::refused;
  }
  Record wanted = record_;
  wanted.values[action->item] = action->result(state_);
  wanted.history.add(command.id, command.kind);
  // In the store before it is done: delivered a second time after a power cut, a toggle is not done twice.
  if (!save(wanted)) return CommandOutcome::not_persisted;
  take_over(wanted, {ChangeCause::command, command.id}, now);
  publish_state(command.id, now);
  return CommandOutcome::done;
}

CommandOutcome Controller::execute_identify(const Command& command, Instant now) {
  remember(command.id, command.kind);
  identify_until_ms_ = now.uptime_ms + kIdentifyMs;
  publish_state(command.id, now);
  return CommandOutcome::done;
}

// The order of commands is that of their times and not that of versions: a device that changed hands
// begins with version 1 again.
CommandOutcome Controller::execute_config(const Command& command, Instant now,
                                          std::optional<Refusal>& refusal) {
  std::optional<Settings> settings = parse_settings(command.args);
  if (!settings) {
    refusal = Refusal::bad_args;
    return CommandOutcome::refused;
  }
  if (command.issued_at_ms < settings_.kept().issued_at_ms) {
    refusal = Refusal::old_sequence;
    return CommandOutcome::refused;
  }
  settings->issued_at_ms = command.issued_at_ms;
  switch (settings_.offer(*settings, command.id, now.uptime_ms)) {
    case SettingsKeeper::Verdict::not_persisted:
      return CommandOutcome::not_persisted;
    case SettingsKeeper::Verdict::on_trial:
      switch_network_at_ms_ = now.uptime_ms + kBeforeSwitchMs;
      return CommandOutcome::done;
    case SettingsKeeper::Verdict::applied:
      remember(command.id, command.kind);
      next_update_ms_ = now.uptime_ms + settings->update_interval_s * 1000ULL;
      answer_config(command.id);
      return CommandOutcome::done;
  }
  return CommandOutcome::done;
}

CommandOutcome Controller::execute_schedules(const Command& command, Instant,
                                             std::optional<Refusal>& refusal) {
  std::optional<ScheduleSet> schedules = parse_schedules(command.args, state_);
  if (!schedules) {
    refusal = Refusal::bad_args;
    return CommandOutcome::refused;
  }
  if (command.issued_at_ms < schedules_.issued_at_ms) {
    refusal = Refusal::old_sequence;
    return CommandOutcome::refused;
  }
  schedules->issued_at_ms = command.issued_at_ms;
  if (!schedules->save(store())) return CommandOutcome::not_persisted;
  schedules_ = *schedules;
  runner_.restart();
  record_.done = {};
  remember(command.id, command.kind);
  answer_schedules(command.id);
  return CommandOutcome::done;
}

void Controller::answer_repeated(const Command& command, CommandKind done, Instant now) {
  if (is_about_license(done)) {
    Device::answer_repeated(command, done, now);
  } else if (done == CommandKind::config) {
    answer_config(command.id);
  } else if (done == CommandKind::schedules) {
    answer_schedules(command.id);
  } else {
    publish_state(command.id, now);
  }
}

void Controller::answer_config(std::string_view command_id) {
  publish_status(false, [&](JsonWriter& json) {
    json.text("status", "online").text("command_id", command_id);
    settings_.kept().write(json);
  });
}

void Controller::answer_schedules(std::string_view command_id) {
  publish_status(false, [&](JsonWriter& json) {
    json.text("status", "online")
        .text("command_id", command_id)
        .integer("schedules_version", schedules_.version);
  });
}

// For commands that may be done twice without harm: a store that cannot write does not stop them.
void Controller::remember(std::string_view command_id, CommandKind kind) {
  record_.history.add(command_id, kind);
  static_cast<void>(save(record_));
}

void Controller::on_connected(Instant now) {
  // While the former network is still in use its connection proves nothing.
  const bool is_confirmed = switch_network_at_ms_ == 0 && settings_.confirm();
  next_heartbeat_ms_ = now.uptime_ms + kHeartbeatMs;
  next_update_ms_ = now.uptime_ms + settings().update_interval_s * 1000ULL;
  Device::on_connected(now);
  if (is_confirmed) {
    remember(settings_.command_id(), CommandKind::config);
    answer_config(settings_.command_id());
  }
  if (has_failed_trial_) reject(Refusal::no_connection, settings_.command_id());
  has_failed_trial_ = false;
  if (pressed_at_ms_ != 0 && now.uptime_ms - pressed_at_ms_ < kPressValidMs && may_work(now)) {
    publish_status(false, [](JsonWriter& json) { json.text("status", "button_pressed"); });
  }
  pressed_at_ms_ = 0;
}

void Controller::run_trial(Instant now) {
  if (switch_network_at_ms_ != 0 && now.uptime_ms >= switch_network_at_ms_) {
    switch_network_at_ms_ = 0;
    use_network();
    session().stay_away(now.uptime_ms);
  }
  if (settings_.expire(now.uptime_ms)) {
    has_failed_trial_ = true;
    use_network();
    session().stay_away(now.uptime_ms);
  }
}

void Controller::use_network() {
  board_.use_network(settings().wifi_ssid.view(), settings().broker.view());
}

}  // namespace platform
