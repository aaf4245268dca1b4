#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/command.h"
#include "core/settings.h"
#include "ports/store.h"

namespace platform {

/// Keeps the settings, and lets those with another network or broker run on trial: who does not get
/// through with them in time goes back to the former ones, also after a power cut in between.
class SettingsKeeper {
 public:
  static constexpr uint32_t kTrialMs = 5 * 60'000;

  explicit SettingsKeeper(Store& store) : store_(store) {}

  /// Reads what was persisted; a trial that a restart interrupted begins again.
  void load(uint64_t now_ms);

  /// What became of new settings. On trial they are confirmed or refused later.
  enum class Verdict : uint8_t { applied, on_trial, not_persisted };
  Verdict offer(const Settings& settings, std::string_view command_id, uint64_t now_ms);

  /// The broker let the device in. True when that ended a trial: the settings are confirmed.
  bool confirm();
  /// True when a trial failed just now: the former settings run again.
  bool expire(uint64_t now_ms);

  /// What the device runs with: also settings on trial.
  const Settings& running() const { return trial_ ? *trial_ : kept_; }
  /// The settings that are known to work.
  const Settings& kept() const { return kept_; }
  bool is_on_trial() const { return trial_.has_value(); }
  /// The command of the present or the last trial.
  std::string_view command_id() const { return command_id_.view(); }

 private:
  static bool save(Store& store, std::string_view key, const Settings& settings, std::string_view command_id);
  static bool load(Store& store, std::string_view key, Settings& settings,
                   FixedString<kLongestCommandId>& command_id);
  void forget_trial();

  Store& store_;
  Settings kept_;
  std::optional<Settings> trial_;
  FixedString<kLongestCommandId> command_id_;
  uint64_t trial_ends_ms_ = 0;
};

}  // namespace platform
