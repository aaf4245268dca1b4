#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/command.h"
#include "core/journal.h"
#include "core/license.h"
#include "core/record_time.h"
#include "core/session.h"
#include "core/status.h"
#include "ports/crypto.h"
#include "ports/flash.h"
#include "ports/license_query.h"
#include "ports/link.h"
#include "ports/store.h"

namespace platform {

/// Who a device is; the views must outlive it.
struct DeviceConfig {
  std::string_view device_id;
  SessionTopics topics;
  std::string_view firmware = "1.0.0";
  size_t window = 8;
  uint32_t lease_grace_s = 86'400;
  uint32_t license_ask_s = 3'600;
};

/// What became of a command.
enum class CommandOutcome : uint8_t { done, repeated, refused, not_persisted };

/// Told what happens inside; for logs and measurements.
class DeviceObserver {
 public:
  /// `unix_ms` is the record's own time, -1 when it had none.
  virtual void on_delivered(uint32_t sequence, int64_t unix_ms) = 0;
  virtual void on_command(const Command& command, CommandOutcome outcome, std::optional<Refusal> refusal) = 0;
  virtual void on_state(LicenseState state, std::string_view reason) = 0;

 protected:
  ~DeviceObserver() = default;
};

/// The board's surroundings, as ports.
struct DevicePorts {
  Link& link;
  Store& store;
  Flash& flash;
  Crypto& crypto;
  LicenseQuery& license_query;
  DeviceObserver& observer;
};

/// What every product is without its chip: license and lease, commands, journal and session. A product adds
/// what it measures or switches. Single-threaded; every call takes the time it happens at.
class Device : private RecordQueue {
 public:
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  /// Restores license, boot counter and journal. False when the journal's partition cannot be used.
  virtual bool start(Instant now);
  virtual void tick(Instant now);
  /// Before a clean shutdown: what is delivered need not be sent again.
  virtual void stop() { journal_.flush(); }

  virtual void on_connected(Instant now);
  void on_closed(Instant now) { session_.on_closed(now); }
  void on_acknowledged(int32_t message_id, Instant now) { session_.on_acknowledged(message_id, now); }
  void on_message(std::string_view topic, std::string_view payload, Instant now);
  /// The platform's answer to LicenseQuery::ask.
  void on_license_answer(bool may_work, Instant now);

  bool may_work(Instant now) const { return license_.state(now) == LicenseState::active; }

  Session& session() { return session_; }
  const Session& session() const { return session_; }
  const Journal& journal() const { return journal_; }
  const License& license() const { return license_; }
  uint32_t boot() const { return boot_; }

 protected:
  Device(const DeviceConfig& config, const DevicePorts& ports);
  ~Device() = default;

  /// What the product says of its state in every status that is kept by the broker.
  virtual void describe_state(JsonWriter&) const {}
  /// The same for the birth message.
  virtual void describe_birth(JsonWriter&) const {}

  /// False keeps the journal's records for later.
  virtual bool may_send(Instant) const { return true; }
  /// The payload of a journaled record; empty for a record of another firmware's format.
  virtual std::string_view write_record(const LogRecord& record, Instant now, RecordTime& time) = 0;

  /// A command of the product, neither expired nor repeated.
  virtual CommandOutcome execute(const Command& command, Instant now, std::optional<Refusal>& refusal) = 0;
  /// Which of the product's commands with this id was done.
  virtual const CommandHistory::Entry* find_done(std::string_view) const { return nullptr; }
  virtual void answer_repeated(const Command& command, CommandKind done, Instant now);

  /// The license allows it, or not any more; nobody has been told yet.
  virtual void on_license_change(Instant) {}

  bool append(const uint8_t* record, size_t length) { return journal_.append(record, length).has_value(); }
  RecordTime record_time(Instant now) const {
    return {now.unix_ms, static_cast<uint32_t>(now.uptime_ms / 1000), boot_};
  }
  /// Dates a record of this boot that was made before the clock was set.
  void repair_time(RecordTime& time, Instant now);

  /// Publishes on the status topic; `write` gets the JSON object to fill.
  template <typename Write>
  bool publish_status(bool retain, Write write) {
    JsonWriter json(status_.data(), status_.size());
    write(json);
    return session_.publish_status(json.finish(), retain);
  }
  void reject(Refusal why, std::string_view command_id);

  const DeviceConfig& config() const { return config_; }
  Store& store() { return ports_.store; }

 private:
  struct SentTime {
    uint32_t sequence = 0;
    int64_t unix_ms = 0;
  };

  bool peek(OutgoingRecord& record, Instant now) override;
  void sent() override;
  void acknowledged(uint32_t sequence) override;
  void rewind() override;

  void count_boot();
  void ask_later(Instant now) { next_ask_ms_ = now.uptime_ms + config_.license_ask_s * 1000ULL; }
  void note_license(Instant now);
  void report_license(Instant now);
  CommandOutcome judge(const Command& command, Instant now, std::optional<Refusal>& refusal);
  CommandOutcome execute_switch(const Command& command, Instant now);
  CommandOutcome execute_lease(const Command& command, Instant now, std::optional<Refusal>& refusal);

  DeviceConfig config_;
  DevicePorts ports_;
  License license_;
  Journal journal_;
  Session session_;
  uint32_t boot_ = 0;
  uint64_t next_ask_ms_ = 0;
  std::optional<int64_t> boot_epoch_ms_;
  LicenseState reported_ = LicenseState::active;
  SentTime peeked_;
  std::array<SentTime, Session::kLargestWindow> sent_times_{};
  std::array<char, kLongestStatus> status_;
};

}  // namespace platform
