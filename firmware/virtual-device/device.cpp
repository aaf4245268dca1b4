#include "device.h"

namespace platform::host {
namespace {

constexpr uint64_t kKeepAliveCheckMs = 1000;

DeviceSettings as_told(DeviceSettings settings) {
  if (settings.misbehaviour.wrong_license) settings.license_key = "LIC-ZZZZ-ZZZZ-ZZZZ";
  if (settings.misbehaviour.foreign_topic) {
    const size_t at = settings.topic.find(settings.tenant);
    if (at != std::string::npos) settings.topic.replace(at, settings.tenant.size(), "workshop_999");
  }
  return settings;
}

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

std::string_view kind_text(CommandKind kind) {
  switch (kind) {
    case CommandKind::disable:
      return "DISABLE";
    case CommandKind::enable:
      return "ENABLE";
    case CommandKind::lease:
      return "LEASE";
  }
  return "";
}

}  // namespace

VirtualDevice::VirtualDevice(size_t index, const DeviceSettings& settings, const Options& options,
                             Crypto& crypto, Recorder& recorder, LicenseClient& licenses)
    : index_(index),
      settings_(as_told(settings)),
      recorder_(recorder),
      licenses_(licenses),
      status_topic_("workshop/" + settings.tenant + "/device/" + settings.device_id + "/status"),
      command_topic_("workshop/" + settings.tenant + "/device/" + settings.device_id + "/command"),
      store_(directory_of(options, settings)),
      flash_(make_flash(options, settings)),
      link_(settings_, options.broker, options.file.ca_file),
      sensor_(static_cast<uint32_t>(fnv1a(settings.device_id))),
      gateway_(make_config(options), {link_, store_, *flash_, crypto, *this, *this}) {}

GatewayConfig VirtualDevice::make_config(const Options& options) const {
  GatewayConfig config;
  config.device_id = settings_.device_id;
  config.license_key = settings_.license_key;
  config.topics = {settings_.topic, command_topic_, status_topic_};
  config.window = options.window;
  config.lease_grace_s = options.lease_grace_s;
  config.license_ask_s = options.license_ask_s;
  return config;
}

void VirtualDevice::start(Instant now) {
  if (!gateway_.start(now)) throw UsageError("the journal of " + settings_.device_id + " cannot be used");
}

void VirtualDevice::sample(Instant now) {
  const Measurement measurement = sensor_.measure(now.unix_ms);
  if (!gateway_.may_sample(now)) {
    ++totals_.not_allowed;
    return;
  }
  ++totals_.attempted;
  if (!gateway_.sample(measurement, now)) ++totals_.not_stored;
}

void VirtualDevice::tick(Instant now) {
  misbehave_offline(now);
  gateway_.tick(now);
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
  gateway_.session().stay_away(now.uptime_ms + span_ms);
}

void VirtualDevice::service(bool readable, bool writable, Instant now) {
  const bool alive = link_.service(readable, writable);
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
                      member("queued", static_cast<int64_t>(gateway_.journal().pending())));
      gateway_.on_connected(now);
      return;
    case LinkEvent::Kind::refused:
      ++totals_.refused;
      recorder_.event(settings_.device_id, "refused", member("code", static_cast<int64_t>(event.code)));
      return;
    case LinkEvent::Kind::acknowledged:
      gateway_.on_acknowledged(event.code, now);
      return;
    case LinkEvent::Kind::message:
      if (is_ignored(event)) {
        ++totals_.commands;
        recorder_.event(settings_.device_id, "command_received",
                        member("command", "DISABLE") + member("outcome", "ignored"));
        return;
      }
      gateway_.on_message(event.topic, event.payload, now);
      return;
  }
}

bool VirtualDevice::is_ignored(const LinkEvent& event) const {
  if (!settings_.misbehaviour.ignore_disable) return false;
  std::string text = event.payload;
  const ParsedCommand parsed = parse_command(text.data(), text.size());
  return !parsed.refusal && parsed.command.kind == CommandKind::disable;
}

void VirtualDevice::closed(std::string_view reason, Instant now) {
  if (was_connected_) {
    reported_failure_ = link_.last_error();
    ++totals_.disconnects;
    recorder_.event(settings_.device_id, "disconnected", member("reason", reason));
  }
  was_connected_ = false;
  gateway_.on_closed(now);
}

void VirtualDevice::stop() {
  gateway_.stop();
  link_.disconnect();
}

void VirtualDevice::on_license_answer(long status, Instant now) {
  recorder_.event(settings_.device_id, "license_answer", member("status", static_cast<int64_t>(status)));
  gateway_.on_license_answer(status == 200, now);
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
                  id + member("command", kind_text(command.kind)) + member("outcome", outcome_text(outcome)));
  if (command.kind == CommandKind::lease && outcome == CommandOutcome::done) {
    recorder_.event(settings_.device_id, "lease", member("lease_until", gateway_.license().lease_until_s()));
  }
}

void VirtualDevice::on_state(LicenseState state, std::string_view reason) {
  const std::string_view name = state == LicenseState::active ? "enabled" : to_text(state);
  recorder_.event(settings_.device_id, name, member("reason", reason));
}

void VirtualDevice::ask() {
  licenses_.ask(index_, settings_);
}

}  // namespace platform::host
