#include "device.h"

#include <utility>

#include "virtual_controller.h"
#include "virtual_gateway.h"

namespace platform::host {
namespace {

constexpr uint64_t kKeepAliveCheckMs = 1000;

std::string directory_of(const Options& options, const DeviceSettings& settings) {
  return options.data_dir.empty() ? std::string() : options.data_dir + "/" + settings.device_id;
}

std::unique_ptr<HostFlash> make_flash(const Options& options, const DeviceSettings& settings) {
  const uint32_t size = options.journal_kb * 1024;
  if (options.data_dir.empty()) return std::make_unique<MemoryFlash>(size);
  return std::make_unique<FileFlash>(directory_of(options, settings) + "/journal", size);
}

std::string_view outcome_text(CommandOutcome outcome) {
  switch (outcome) {
    case CommandOutcome::done:
      return "done";
    case CommandOutcome::repeated:
      return "repeated";
    case CommandOutcome::refused:
      return "refused";
    case CommandOutcome::not_persisted:
      return "not_persisted";
  }
  return "refused";
}

}  // namespace

VirtualDevice::VirtualDevice(size_t index, const DeviceSettings& settings, TopicTexts topics,
                             const Surroundings& surroundings)
    : index_(index),
      settings_(settings),
      options_(surroundings.options),
      crypto_(surroundings.crypto),
      recorder_(surroundings.recorder),
      licenses_(surroundings.licenses),
      topics_(std::move(topics)),
      store_(directory_of(options_, settings)),
      flash_(make_flash(options_, settings)),
      link_(settings_, settings_.broker ? *settings_.broker : options_.broker,
            settings_.broker ? settings_.ca_file : options_.file.ca_file) {}

void VirtualDevice::fill(DeviceConfig& config) const {
  config.device_id = settings_.device_id;
  config.topics = {topics_.records, topics_.commands, topics_.status};
  config.window = options_.window;
  config.lease_grace_s = options_.lease_grace_s;
  config.license_ask_s = options_.license_ask_s;
}

void VirtualDevice::start(Instant now) {
  if (!core().start(now)) throw UsageError("the journal of " + settings_.device_id + " cannot be used");
}

void VirtualDevice::tick(Instant now) {
  misbehave_offline(now);
  deliver_delayed(now);
  core().tick(now);
  report_failure();
  if (link_.socket() < 0 || now.uptime_ms - kept_alive_at_ms_ < kKeepAliveCheckMs) return;
  kept_alive_at_ms_ = now.uptime_ms;
  if (!link_.keep_alive()) closed(link_.last_error(), now);
}

// Once per kind of failure: a broker that is away for long must not fill the log.
void VirtualDevice::report_failure() {
  if (was_connected_ || link_.last_error() == reported_failure_) return;
  reported_failure_ = link_.last_error();
  recorder_.event(settings_.device_id, "connect_failed", member("reason", reported_failure_));
}

void VirtualDevice::misbehave_offline(Instant now) {
  const uint64_t span_ms = settings_.misbehaviour.offline_s * 1000ULL;
  if (span_ms == 0 || !was_connected_ || now.uptime_ms - connected_at_ms_ < span_ms) return;
  closed("misbehave", now);
  core().session().stay_away(now.uptime_ms + span_ms);
}

void VirtualDevice::go_away(uint32_t seconds, Instant now) {
  closed("sent away", now);
  core().session().stay_away(now.uptime_ms + seconds * 1000ULL);
}

void VirtualDevice::service(bool readable, bool writable, bool broken, Instant now) {
  const bool alive = link_.service(readable, writable, broken);
  for (const LinkEvent& event : link_.take_events()) handle(event, now);
  if (!alive) closed(link_.last_error(), now);
}

void VirtualDevice::handle(const LinkEvent& event, Instant now) {
  switch (event.kind) {
    case LinkEvent::Kind::connected:
      ++totals_.connects;
      was_connected_ = true;
      link_.clear_error();
      reported_failure_.clear();
      connected_at_ms_ = now.uptime_ms;
      recorder_.event(settings_.device_id, "connected",
                      member("queued", static_cast<int64_t>(core().journal().pending())));
      core().on_connected(now);
      return;
    case LinkEvent::Kind::refused:
      ++totals_.refused;
      recorder_.event(settings_.device_id, "refused", member("code", static_cast<int64_t>(event.code)));
      return;
    case LinkEvent::Kind::acknowledged:
      core().on_acknowledged(event.code, now);
      return;
    case LinkEvent::Kind::message:
      take_message(event, now);
      return;
  }
}

void VirtualDevice::take_message(const LinkEvent& event, Instant now) {
  std::string_view command;
  if (is_ignored(event, command)) {
    ++totals_.commands;
    recorder_.event(settings_.device_id, "command_received",
                    member("command", command) + member("outcome", "ignored"));
  } else if (settings_.misbehaviour.slow_ms > 0) {
    delayed_.push_back({now.uptime_ms + settings_.misbehaviour.slow_ms, event});
  } else {
    core().on_message(event.topic, event.payload, now);
  }
}

void VirtualDevice::deliver_delayed(Instant now) {
  while (!delayed_.empty() && delayed_.front().due_ms <= now.uptime_ms) {
    const LinkEvent event = std::move(delayed_.front().event);
    delayed_.pop_front();
    core().on_message(event.topic, event.payload, now);
  }
}

bool VirtualDevice::is_ignored(const LinkEvent& event, std::string_view& command) const {
  const Misbehaviour& misbehaviour = settings_.misbehaviour;
  if (!misbehaviour.ignore_disable && !misbehaviour.ignore_commands) return false;
  CommandText text;
  const ParsedCommand parsed = parse_command(event.payload, text);
  if (parsed.refusal) return false;
  command = to_text(parsed.command.kind);
  return misbehaviour.ignore_commands || parsed.command.kind == CommandKind::disable;
}

void VirtualDevice::closed(std::string_view reason, Instant now) {
  if (was_connected_) {
    reported_failure_ = link_.last_error();
    ++totals_.disconnects;
    recorder_.event(settings_.device_id, "disconnected", member("reason", reason));
  }
  was_connected_ = false;
  core().on_closed(now);
}

void VirtualDevice::stop() {
  core().stop();
  link_.disconnect();
}

void VirtualDevice::on_license_answer(long status, Instant now) {
  recorder_.event(settings_.device_id, "license_answer", member("status", static_cast<int64_t>(status)));
  core().on_license_answer(status == 200, now);
}

void VirtualDevice::on_delivered(uint32_t sequence, int64_t unix_ms) {
  ++totals_.acknowledged;
  recorder_.acknowledged(settings_.device_id, unix_ms, sequence);
}

void VirtualDevice::on_command(const Command& command, CommandOutcome outcome,
                               std::optional<Refusal> refusal) {
  ++totals_.commands;
  const std::string id = member("command_id", command.id);
  if (refusal) {
    ++totals_.rejected;
    recorder_.event(settings_.device_id, "rejected", id + member("reason", to_text(*refusal)));
    return;
  }
  recorder_.event(settings_.device_id, "command_received",
                  id + member("command", to_text(command.kind)) + member("outcome", outcome_text(outcome)));
  if (command.kind == CommandKind::lease && outcome == CommandOutcome::done) {
    recorder_.event(settings_.device_id, "lease", member("lease_until", core().license().lease_until_s()));
  }
}

void VirtualDevice::on_state(LicenseState state, std::string_view reason) {
  const std::string_view name = state == LicenseState::active ? "enabled" : to_text(state);
  recorder_.event(settings_.device_id, name, member("reason", reason));
}

void VirtualDevice::ask() {
  licenses_.ask(index_, settings_);
}

std::unique_ptr<VirtualDevice> make_device(size_t index, const DeviceSettings& settings,
                                           const Surroundings& surroundings) {
  if (settings.product == Product::controller) {
    return std::make_unique<VirtualController>(index, settings, surroundings);
  }
  return std::make_unique<VirtualGateway>(index, settings, surroundings);
}

}  // namespace platform::host
