#include <algorithm>

#include "core/gateway.h"
#include "core/lease.h"

namespace platform {

void Gateway::on_message(std::string_view topic, std::string_view payload, Instant now) {
  if (topic != config_.topics.commands) return;
  std::array<char, kLongestCommand + 1> text;
  ParsedCommand parsed;
  if (payload.size() <= kLongestCommand) {
    std::copy(payload.begin(), payload.end(), text.begin());
    parsed = parse_command(text.data(), payload.size());
  } else {
    parsed.refusal = Refusal::malformed;
  }
  const Command& command = parsed.command;
  CommandOutcome outcome = CommandOutcome::refused;
  if (!parsed.refusal) outcome = execute(command, now, parsed.refusal);
  if (parsed.refusal) {
    outcome = CommandOutcome::refused;
    answer(write_rejected(*parsed.refusal, command.id, status_.data(), status_.size()), false);
  }
  ports_.observer.on_command(command, outcome, parsed.refusal);
}

CommandOutcome Gateway::execute(const Command& command, Instant now, std::optional<Refusal>& refusal) {
  if (const CommandHistory::Entry* done = license_.history().find(command.id)) {
    answer_repeated(command, done->kind);
    return CommandOutcome::repeated;
  }
  if (command.is_expired(now)) {
    refusal = Refusal::expired;
  } else if (license_.is_overtaken(command)) {
    refusal = Refusal::old_sequence;
  }
  if (refusal) return CommandOutcome::refused;
  if (command.kind == CommandKind::lease) return execute_lease(command, now, refusal);

  // The change is in the store before anybody hears of it: after a power cut the device is what it said.
  const bool persisted =
      command.kind == CommandKind::disable ? license_.disable(command, now) : license_.enable(command, now);
  if (!persisted) return CommandOutcome::not_persisted;
  reported_ = license_.state(now);
  next_ask_ms_ = now.uptime_ms + config_.license_ask_s * 1000ULL;
  ports_.observer.on_state(reported_, license_.reason(now));
  answer(write_switched(reported_, command.reason, command.id, status_.data(), status_.size()), true);
  session_.pump(now);
  return CommandOutcome::done;
}

CommandOutcome Gateway::execute_lease(const Command& command, Instant now, std::optional<Refusal>& refusal) {
  const LeaseContext context{config_.device_id, license_.lease_sequence(), license_.known_time_s(now)};
  const LeaseVerdict verdict = verify_lease(command.lease, context, ports_.crypto);
  if (verdict.refusal) {
    refusal = verdict.refusal;
    return CommandOutcome::refused;
  }
  if (!license_.renew(command, verdict.lease, now)) return CommandOutcome::not_persisted;
  answer(write_renewed(license_.lease_until_s(), command.id, status_.data(), status_.size()), false);
  report_change(now);
  session_.pump(now);
  return CommandOutcome::done;
}

void Gateway::answer_repeated(const Command& command, CommandKind done) {
  switch (done) {
    case CommandKind::disable:
      answer(
          write_switched(LicenseState::disabled, command.reason, command.id, status_.data(), status_.size()),
          false);
      return;
    case CommandKind::enable:
      answer(write_switched(LicenseState::active, command.reason, command.id, status_.data(), status_.size()),
             false);
      return;
    case CommandKind::lease:
      answer(write_renewed(license_.lease_until_s(), command.id, status_.data(), status_.size()), false);
      return;
  }
}

void Gateway::on_license_answer(bool may_work, Instant now) {
  if (may_work && license_.state(now) == LicenseState::disabled && license_.lift_switch(now)) {
    report_change(now);
    session_.pump(now);
  }
}

}  // namespace platform
