#include "core/device.h"
#include "core/lease.h"

namespace platform {

void Device::on_message(std::string_view topic, std::string_view payload, Instant now) {
  if (topic != config_.topics.commands) return;
  CommandText text;
  ParsedCommand parsed = parse_command(payload, text);
  const Command& command = parsed.command;
  CommandOutcome outcome = CommandOutcome::refused;
  if (!parsed.refusal) outcome = judge(command, now, parsed.refusal);
  if (parsed.refusal) {
    outcome = CommandOutcome::refused;
    reject(*parsed.refusal, command.id);
  }
  ports_.observer.on_command(command, outcome, parsed.refusal);
}

void Device::reject(Refusal why, std::string_view command_id) {
  publish_status(false, [&](JsonWriter& json) { write_rejected(json, why, command_id); });
}

CommandOutcome Device::judge(const Command& command, Instant now, std::optional<Refusal>& refusal) {
  const CommandHistory::Entry* done = license_.history().find(command.id);
  if (done == nullptr) done = find_done(command.id);
  if (done != nullptr) {
    answer_repeated(command, done->kind, now);
    return CommandOutcome::repeated;
  }
  if (command.is_expired(now)) {
    refusal = Refusal::expired;
  } else if (license_.is_overtaken(command)) {
    refusal = Refusal::old_sequence;
  }
  if (refusal) return CommandOutcome::refused;
  if (!is_about_license(command.kind)) return execute(command, now, refusal);
  return command.kind == CommandKind::lease ? execute_lease(command, now, refusal)
                                            : execute_switch(command, now);
}

CommandOutcome Device::execute_switch(const Command& command, Instant now) {
  // The change is in the store before anybody hears of it: after a power cut the device is what it said.
  const bool persisted =
      command.kind == CommandKind::disable ? license_.disable(command, now) : license_.enable(command, now);
  if (!persisted) return CommandOutcome::not_persisted;
  note_license(now);
  publish_status(true, [&](JsonWriter& json) {
    write_switched(json, reported_, command.reason, command.id);
    describe_state(json);
  });
  session_.pump(now);
  return CommandOutcome::done;
}

CommandOutcome Device::execute_lease(const Command& command, Instant now, std::optional<Refusal>& refusal) {
  const LeaseContext context{config_.device_id, license_.lease_sequence(), license_.known_time_s(now)};
  const LeaseVerdict verdict = verify_lease(command.lease, context, ports_.crypto);
  if (verdict.refusal) {
    refusal = verdict.refusal;
    return CommandOutcome::refused;
  }
  if (!license_.renew(command, verdict.lease, now)) return CommandOutcome::not_persisted;
  answer_repeated(command, CommandKind::lease, now);
  report_license(now);
  session_.pump(now);
  return CommandOutcome::done;
}

void Device::answer_repeated(const Command& command, CommandKind done, Instant) {
  publish_status(false, [&](JsonWriter& json) {
    if (done == CommandKind::lease) {
      write_renewed(json, license_.lease_until_s(), command.id);
    } else {
      const bool is_off = done == CommandKind::disable;
      write_switched(json, is_off ? LicenseState::disabled : LicenseState::active, command.reason,
                     command.id);
    }
  });
}

void Device::on_license_answer(bool may_work, Instant now) {
  if (may_work && license_.state(now) == LicenseState::disabled && license_.lift_switch(now)) {
    report_license(now);
    session_.pump(now);
  }
}

}  // namespace platform
