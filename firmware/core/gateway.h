#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/aggregator.h"
#include "core/command.h"
#include "core/journal.h"
#include "core/license.h"
#include "core/reading.h"
#include "core/session.h"
#include "core/status.h"
#include "ports/crypto.h"
#include "ports/flash.h"
#include "ports/license_query.h"
#include "ports/link.h"
#include "ports/store.h"

namespace platform {

/// Who this device is; the views must outlive the gateway.
struct GatewayConfig {
  std::string_view device_id;
  std::string_view license_key;
  SessionTopics topics;
  std::string_view firmware = "1.0.0";
  size_t window = 8;
  uint32_t lease_grace_s = 86'400;
  uint32_t license_ask_s = 3'600;
};

/// What became of a command.
enum class CommandOutcome : uint8_t { done, repeated, refused, not_persisted };

/// Told what happens inside; for logs and measurements.
class GatewayObserver {
 public:
  virtual void on_delivered(uint32_t sequence, int64_t unix_ms) = 0;
  virtual void on_command(const Command& command, CommandOutcome outcome, std::optional<Refusal> refusal) = 0;
  virtual void on_state(LicenseState state, std::string_view reason) = 0;

 protected:
  ~GatewayObserver() = default;
};

/// The board's surroundings, as ports.
struct GatewayPorts {
  Link& link;
  Store& store;
  Flash& flash;
  Crypto& crypto;
  LicenseQuery& license_query;
  GatewayObserver& observer;
};

/// A workshop gateway without its chip: samples go in, the journal, the session and the license decide
/// what leaves and when. Single-threaded; every call takes the time it happens at.
class Gateway final : private ReadingQueue {
 public:
  static constexpr uint64_t kAggregateAfterMs = 3'600'000;

  Gateway(const GatewayConfig& config, const GatewayPorts& ports);

  /// Restores license, boot counter and journal. False when the journal's partition cannot be used.
  bool start(Instant now);
  void tick(Instant now);
  /// Before a clean shutdown: what is delivered need not be sent again.
  void stop();

  /// False when the device may not work now, or the journal refused the record.
  bool sample(const Measurement& measurement, Instant now);
  bool may_sample(Instant now) const { return license_.state(now) == LicenseState::active; }

  void on_connected(Instant now);
  void on_closed(Instant now) { session_.on_closed(now); }
  void on_acknowledged(int32_t message_id, Instant now) { session_.on_acknowledged(message_id, now); }
  void on_message(std::string_view topic, std::string_view payload, Instant now);
  /// The platform's answer to LicenseQuery::ask.
  void on_license_answer(bool may_work, Instant now);

  Session& session() { return session_; }
  const Session& session() const { return session_; }
  const Journal& journal() const { return journal_; }
  const License& license() const { return license_; }
  uint32_t boot() const { return boot_; }

 private:
  struct SentTime {
    uint32_t sequence = 0;
    int64_t unix_ms = 0;
  };

  bool peek(OutgoingReading& reading, Instant now) override;
  void sent() override;
  void acknowledged(uint32_t sequence) override;
  void rewind() override;

  void count_boot();
  bool append(const Reading& reading);
  void repair_time(RecordTime& time, Instant now);
  void report_change(Instant now);
  void answer_repeated(const Command& command, CommandKind done);
  CommandOutcome execute(const Command& command, Instant now, std::optional<Refusal>& refusal);
  CommandOutcome execute_lease(const Command& command, Instant now, std::optional<Refusal>& refusal);
  void answer(std::string_view payload, bool retain) { session_.publish_status(payload, retain); }

  GatewayConfig config_;
  GatewayPorts ports_;
  License license_;
  Journal journal_;
  Aggregator aggregator_;
  Session session_;
  uint32_t boot_ = 0;
  uint64_t last_connected_ms_ = 0;
  uint64_t next_ask_ms_ = 0;
  std::optional<int64_t> boot_epoch_ms_;
  LicenseState reported_ = LicenseState::active;
  SentTime peeked_;
  std::array<SentTime, Session::kLargestWindow> sent_times_{};
  std::array<char, kLongestReadingPayload> payload_;
  std::array<char, kLongestStatus> status_;
};

}  // namespace platform
