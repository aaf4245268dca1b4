#pragma once

#include <freertos/FreeRTOS.h>
#include <freertos/queue.h>
#include <mqtt_client.h>

#include <atomic>

#include "core/command.h"
#include "core/device.h"
#include "login.h"
#include "ports/link.h"

namespace platform::esp {

/// What the MQTT task tells the main task.
struct LinkEvent {
  enum class Kind : uint8_t { connected, closed, acknowledged, message };
  Kind kind = Kind::closed;
  /// Counts connections: what an earlier one said late is not taken for the present one.
  uint32_t connection = 0;
  int32_t message_id = 0;
  FixedString<128> topic;
  FixedString<kLongestCommand + 1> payload;
};

/// The Link port on espressif/mqtt. Its outbox is emptied with every connection by destroying the client:
/// the journal alone decides what is sent again.
class EspLink final : public Link {
 public:
  explicit EspLink(const Login& login) : login_(login) {}

  bool init();
  bool connect(const LastWill& will) override;
  void drop() override;
  int32_t publish(std::string_view topic, std::string_view payload, bool retain) override;
  bool subscribe(std::string_view topic) override;

  /// From the next connection on; the text must outlive the link.
  void use_broker(const char* mqtt_url) { login_.mqtt_url = mqtt_url; }

  /// Waits for the next event of the present connection.
  bool receive(LinkEvent& event, uint32_t timeout_ms);

 private:
  static constexpr size_t kQueued = 4;

  static void on_event(void* self, esp_event_base_t base, int32_t id, void* data);
  void post(const LinkEvent& event);
  void take_message(const esp_mqtt_event_t& event);

  Login login_;
  esp_mqtt_client_handle_t client_ = nullptr;
  QueueHandle_t events_ = nullptr;
  std::atomic<uint32_t> connection_{0};
  FixedString<128> will_topic_;
  FixedString<384> will_payload_;
  // Used by the MQTT task only; too large for its stack.
  LinkEvent incoming_;
};

/// Tells the device what its link said.
void deliver(const LinkEvent& event, Device& device, Instant now);

}  // namespace platform::esp
