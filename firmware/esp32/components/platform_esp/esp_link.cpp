#include "esp_link.h"

#include <esp_log.h>

#include "sdkconfig.h"
#if CONFIG_MBEDTLS_CERTIFICATE_BUNDLE
#include <esp_crt_bundle.h>
#endif

namespace platform::esp {
namespace {

constexpr char kTag[] = "link";
constexpr int kQos = 1;
constexpr int kKeepAliveS = 30;
constexpr uint32_t kFullQueueMs = 1000;
constexpr uint64_t kOutboxBytes = 16 * 1024;

}  // namespace

bool EspLink::init() {
  events_ = xQueueCreate(kQueued, sizeof(LinkEvent));
  return events_ != nullptr;
}

bool EspLink::connect(const LastWill& will) {
  drop();
  ++connection_;
  if (!will_topic_.assign(will.topic) || !will_payload_.assign(will.payload)) return false;
  esp_mqtt_client_config_t config{};
  config.broker.address.uri = login_.mqtt_url;
  if (*login_.ca != '\0') {
    config.broker.verification.certificate = login_.ca;
  } else {
#if CONFIG_MBEDTLS_CERTIFICATE_BUNDLE
    config.broker.verification.crt_bundle_attach = esp_crt_bundle_attach;
#endif
  }
  config.credentials.username = login_.device_id;
  config.credentials.client_id = login_.device_id;
  config.credentials.authentication.password = login_.secret;
  config.session.disable_clean_session = true;
  config.session.keepalive = kKeepAliveS;
  config.session.last_will.topic = will_topic_.c_str();
  config.session.last_will.msg = will_payload_.c_str();
  config.session.last_will.msg_len = static_cast<int>(will_payload_.size());
  config.session.last_will.qos = kQos;
  config.session.last_will.retain = 1;
  // The core reconnects, with its own back-off.
  config.network.disable_auto_reconnect = true;
  config.buffer.size = kLongestCommand + 256;
  config.outbox.limit = kOutboxBytes;
  client_ = esp_mqtt_client_init(&config);
  if (client_ == nullptr) return false;
  esp_mqtt_client_register_event(client_, MQTT_EVENT_ANY, &EspLink::on_event, this);
  return esp_mqtt_client_start(client_) == ESP_OK;
}

void EspLink::drop() {
  if (client_ == nullptr) return;
  esp_mqtt_client_destroy(client_);
  client_ = nullptr;
}

int32_t EspLink::publish(std::string_view topic, std::string_view payload, bool retain) {
  FixedString<128> name;
  if (client_ == nullptr || !name.assign(topic)) return -1;
  // Enqueued, not published: the main task must not wait for a slow line. Below 0 also when the outbox is
  // full.
  const int id = esp_mqtt_client_enqueue(client_, name.c_str(), payload.data(),
                                         static_cast<int>(payload.size()), kQos, retain, true);
  return id >= 0 ? id : -1;
}

bool EspLink::subscribe(std::string_view topic) {
  FixedString<128> name;
  return client_ != nullptr && name.assign(topic) &&
         esp_mqtt_client_subscribe_single(client_, name.c_str(), kQos) >= 0;
}

bool EspLink::receive(LinkEvent& event, uint32_t timeout_ms) {
  return xQueueReceive(events_, &event, pdMS_TO_TICKS(timeout_ms)) == pdTRUE &&
         event.connection == connection_;
}

void EspLink::post(const LinkEvent& event) {
  // Waiting here makes the client stop reading, which is what a full queue should do.
  if (xQueueSend(events_, &event, pdMS_TO_TICKS(kFullQueueMs)) != pdTRUE)
    ESP_LOGE(kTag, "event queue is stuck");
}

void EspLink::take_message(const esp_mqtt_event_t& event) {
  // Longer payloads arrive in pieces; none of the platform's commands is that long. What is cut is
  // refused as malformed by its length.
  incoming_.kind = LinkEvent::Kind::message;
  incoming_.topic.assign({event.topic, static_cast<size_t>(event.topic_len)});
  incoming_.payload.assign({event.data, static_cast<size_t>(event.data_len)});
}

void EspLink::on_event(void* self, esp_event_base_t, int32_t id, void* data) {
  auto& link = *static_cast<EspLink*>(self);
  const auto& event = *static_cast<esp_mqtt_event_t*>(data);
  LinkEvent& out = link.incoming_;
  out.connection = link.connection_;
  out.message_id = event.msg_id;
  out.topic.assign({});
  out.payload.assign({});
  switch (static_cast<esp_mqtt_event_id_t>(id)) {
    case MQTT_EVENT_CONNECTED:
      out.kind = LinkEvent::Kind::connected;
      break;
    case MQTT_EVENT_DISCONNECTED:
      out.kind = LinkEvent::Kind::closed;
      break;
    case MQTT_EVENT_PUBLISHED:
      out.kind = LinkEvent::Kind::acknowledged;
      break;
    case MQTT_EVENT_DATA:
      if (event.current_data_offset != 0) return;
      link.take_message(event);
      break;
    case MQTT_EVENT_ERROR:
      ESP_LOGW(kTag, "error type %d, CONNACK code %d", event.error_handle->error_type,
               event.error_handle->connect_return_code);
      return;
    default:
      return;
  }
  link.post(out);
}

void deliver(const LinkEvent& event, Device& device, Instant now) {
  switch (event.kind) {
    case LinkEvent::Kind::connected:
      device.on_connected(now);
      return;
    case LinkEvent::Kind::closed:
      device.on_closed(now);
      return;
    case LinkEvent::Kind::acknowledged:
      device.on_acknowledged(event.message_id, now);
      return;
    case LinkEvent::Kind::message:
      device.on_message(event.topic.view(), event.payload.view(), now);
      return;
  }
}

}  // namespace platform::esp
