#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/change.h"
#include "core/controller_state.h"
#include "core/device.h"
#include "core/gestures.h"
#include "core/schedule_runner.h"
#include "core/settings_keeper.h"
#include "ports/controller_board.h"

namespace platform {

struct ControllerConfig : DeviceConfig {
  ControllerType type = ControllerType::relays;
  ControllerState::Pins relay_pins = {25, 26, 27, 14};
  std::string_view heartbeat_topic;
};

/// Told of every change of an output or input.
class ControllerObserver {
 public:
  virtual void on_change(const Change& change) = 0;

 protected:
  ~ControllerObserver() = default;
};

/// A relay, LED or sensor controller without its chip: obeys commands, its button and its schedules, keeps
/// its state over power cuts, and tells every change, also those made offline. The board calls tick(),
/// on_button() and on_input() all the time.
class Controller final : public Device {
 public:
  static constexpr uint32_t kHeartbeatMs = 30'000;
  static constexpr uint32_t kIdentifyMs = 5'000;
  static constexpr uint32_t kBlinkMs = 250;
  /// A press that proves who holds the device is told late at most by this.
  static constexpr uint32_t kPressValidMs = 60'000;

  Controller(const ControllerConfig& config, const DevicePorts& ports, ControllerBoard& board,
             ControllerObserver& changes);

  bool start(Instant now) override;
  void tick(Instant now) override;
  void on_connected(Instant now) override;

  /// Takes the local button's level; what came of it has been done already.
  Gesture on_button(bool is_down, Instant now);
  /// Takes the level of input `number`, counted from 0.
  void on_input(size_t number, bool is_closed, Instant now);

  const ControllerState& state() const { return state_; }
  const Settings& settings() const { return settings_.running(); }
  const ScheduleSet& schedules() const { return schedules_; }

 private:
  /// What is in the store under one key: a switch and the command that did it survive together.
  struct Record {
    std::array<uint32_t, ControllerState::kMost> values{};
    ScheduleRunner::DoneMinutes done{};
    CommandHistory history;
  };

  struct Reason {
    ChangeCause cause = ChangeCause::command;
    std::string_view command_id;
  };

  void describe_state(JsonWriter& json) const override { state_.write(json); }
  void describe_birth(JsonWriter& json) const override;
  std::string_view write_record(const LogRecord& record, Instant now, RecordTime& time) override;
  CommandOutcome execute(const Command& command, Instant now, std::optional<Refusal>& refusal) override;
  const CommandHistory::Entry* find_done(std::string_view id) const override {
    return record_.history.find(id);
  }
  void answer_repeated(const Command& command, CommandKind done, Instant now) override;
  void on_license_change(Instant now) override;

  CommandOutcome execute_action(const Command& command, Instant now, std::optional<Refusal>& refusal);
  CommandOutcome execute_identify(const Command& command, Instant now);
  CommandOutcome execute_config(const Command& command, Instant now, std::optional<Refusal>& refusal);
  CommandOutcome execute_schedules(const Command& command, Instant now, std::optional<Refusal>& refusal);
  void answer_config(std::string_view command_id);
  void answer_schedules(std::string_view command_id);
  void remember(std::string_view command_id, CommandKind kind);

  bool load(Record& record);
  bool save(const Record& record);
  /// The values of `record` with everything that can be off, off.
  static Record switched_off(Record record, const ControllerState& state);
  void take_over(const Record& wanted, Reason reason, Instant now);
  void set_item(size_t index, uint32_t value, Reason reason, Instant now);
  void publish_state(std::string_view command_id, Instant now);

  void toggle_first_output(Instant now);
  void run_schedules(Instant now);
  void blink(Instant now);
  void run_trial(Instant now);
  void use_network();
  void beat(Instant now);

  ControllerBoard& board_;
  ControllerObserver& changes_;
  std::string_view heartbeat_topic_;
  ControllerType type_;
  ControllerState state_;
  Record record_;
  SettingsKeeper settings_;
  ScheduleSet schedules_;
  ScheduleRunner runner_;
  Button button_;
  std::array<Debounced, ControllerState::kMost> inputs_{};
  std::array<bool, ControllerState::kMost> is_input_read_{};
  // Times since the start; 0 = nothing is due.
  uint64_t pressed_at_ms_ = 0;
  uint64_t identify_until_ms_ = 0;
  uint64_t switch_network_at_ms_ = 0;
  uint64_t next_heartbeat_ms_ = 0;
  uint64_t next_update_ms_ = 0;
  bool has_failed_trial_ = false;
  std::array<char, kLongestChangePayload> payload_;
};

}  // namespace platform
