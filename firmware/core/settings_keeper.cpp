#include "core/settings_keeper.h"

#include "core/sealed_record.h"

namespace platform {
namespace {

constexpr std::string_view kKept = "config";
constexpr std::string_view kTrial = "config_try";
constexpr uint8_t kVersion = 1;
constexpr size_t kLongestRecord = 832;

}  // namespace

void SettingsKeeper::load(uint64_t now_ms) {
  FixedString<kLongestCommandId> unused;
  Settings stored;
  if (load(store_, kKept, stored, unused)) kept_ = stored;
  if (!load(store_, kTrial, stored, command_id_)) return;
  trial_ = stored;
  trial_ends_ms_ = now_ms + kTrialMs;
}

SettingsKeeper::Verdict SettingsKeeper::offer(const Settings& settings, std::string_view command_id,
                                              uint64_t now_ms) {
  if (settings.has_same_network(running())) {
    if (!save(store_, kKept, settings, {})) return Verdict::not_persisted;
    kept_ = settings;
    return Verdict::applied;
  }
  if (!save(store_, kTrial, settings, command_id)) return Verdict::not_persisted;
  trial_ = settings;
  command_id_.assign(command_id);
  trial_ends_ms_ = now_ms + kTrialMs;
  return Verdict::on_trial;
}

bool SettingsKeeper::confirm() {
  // What cannot be stored stays on trial, and is confirmed by the next connection or given up.
  if (!trial_ || !save(store_, kKept, *trial_, {})) return false;
  kept_ = *trial_;
  trial_.reset();
  // When this fails the same settings are on trial again after a restart, which they pass.
  forget_trial();
  return true;
}

bool SettingsKeeper::expire(uint64_t now_ms) {
  if (!trial_ || now_ms < trial_ends_ms_) return false;
  trial_.reset();
  // When this fails the trial begins again after a restart, and ends the same way.
  forget_trial();
  return true;
}

// A record that is no record: the store has no way to remove one.
void SettingsKeeper::forget_trial() {
  const uint8_t nothing = 0;
  static_cast<void>(store_.write(kTrial, &nothing, sizeof nothing));
}

bool SettingsKeeper::save(Store& store, std::string_view key, const Settings& settings,
                          std::string_view command_id) {
  SealedWriter<kLongestRecord> record(kVersion);
  record.out.put_text(command_id);
  settings.encode(record.out);
  return record.save(store, key);
}

bool SettingsKeeper::load(Store& store, std::string_view key, Settings& settings,
                          FixedString<kLongestCommandId>& command_id) {
  SealedReader<kLongestRecord> record(store, key, kVersion);
  Settings stored;
  const bool fits = command_id.assign(record.in.get_text());
  stored.decode(record.in);
  if (!fits || !record.is_complete()) return false;
  settings = stored;
  return true;
}

}  // namespace platform
