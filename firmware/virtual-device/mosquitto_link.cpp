#include "mosquitto_link.h"

#include <utility>

namespace platform::host {
namespace {

constexpr int kKeepAliveS = 30;
constexpr int kQos = 1;
constexpr int kPacketsPerTurn = 16;
constexpr uint32_t kGarbageEvery = 5;
constexpr char kSystemCertificates[] = "/etc/ssl/certs";

std::vector<LinkEvent>& events_of(void* context) {
  return *static_cast<std::vector<LinkEvent>*>(context);
}

void on_connect(mosquitto*, void* context, int code) {
  const auto kind = code == 0 ? LinkEvent::Kind::connected : LinkEvent::Kind::refused;
  events_of(context).push_back({kind, code, {}, {}});
}

void on_publish(mosquitto*, void* context, int message_id) {
  events_of(context).push_back({LinkEvent::Kind::acknowledged, message_id, {}, {}});
}

void on_message(mosquitto*, void* context, const mosquitto_message* message) {
  events_of(context).push_back(
      {LinkEvent::Kind::message, message->mid, message->topic,
       std::string(static_cast<const char*>(message->payload), static_cast<size_t>(message->payloadlen))});
}

}  // namespace

MosquittoLink::MosquittoLink(const DeviceSettings& device, BrokerAddress broker, std::string ca_file)
    : device_(device), broker_(std::move(broker)), ca_file_(std::move(ca_file)) {}

MosquittoLink::~MosquittoLink() {
  drop();
}

bool MosquittoLink::connect(const LastWill& will) {
  drop();
  // A fresh client per connection: the library would send its own copies of what the journal sends again.
  client_ = mosquitto_new(device_.device_id.c_str(), false, &events_);
  if (client_ == nullptr) return false;
  mosquitto_connect_callback_set(client_, on_connect);
  mosquitto_publish_callback_set(client_, on_publish);
  mosquitto_message_callback_set(client_, on_message);
  mosquitto_int_option(client_, MOSQ_OPT_SEND_MAXIMUM, 65535);
  mosquitto_int_option(client_, MOSQ_OPT_TCP_NODELAY, 1);
  const std::string topic(will.topic);
  const bool ready =
      check(mosquitto_username_pw_set(client_, device_.device_id.c_str(), device_.secret.c_str())) &&
      check(mosquitto_will_set(client_, topic.c_str(), static_cast<int>(will.payload.size()),
                               will.payload.data(), kQos, true)) &&
      (!broker_.tls || check(mosquitto_tls_set(client_, ca_file_.empty() ? nullptr : ca_file_.c_str(),
                                               ca_file_.empty() ? kSystemCertificates : nullptr, nullptr,
                                               nullptr, nullptr))) &&
      check(mosquitto_connect_async(client_, broker_.host.c_str(), broker_.port, kKeepAliveS));
  return ready && socket() >= 0;
}

void MosquittoLink::drop() {
  if (client_ != nullptr) mosquitto_destroy(client_);
  client_ = nullptr;
  events_.clear();
}

int32_t MosquittoLink::send(std::string_view topic, std::string_view payload, bool retain) {
  int message_id = -1;
  const std::string name(topic);
  const int length = static_cast<int>(payload.size());
  const int result =
      mosquitto_publish(client_, &message_id, name.c_str(), length, payload.data(), kQos, retain);
  // The library keeps a message that it could not write at once; what failed is told by service().
  const bool kept = result == MOSQ_ERR_SUCCESS || result == MOSQ_ERR_CONN_LOST || result == MOSQ_ERR_ERRNO;
  return kept ? message_id : -1;
}

int32_t MosquittoLink::publish(std::string_view topic, std::string_view payload, bool retain) {
  if (socket() < 0) return -1;
  const Misbehaviour& misbehaviour = device_.misbehaviour;
  if (!retain && misbehaviour.garbage && ++published_ % kGarbageEvery == 0) {
    send(topic, R"({"device_id":"ESP32","temperature":nan,)", false);
  }
  if (!retain && misbehaviour.duplicate) send(topic, payload, false);
  return send(topic, payload, retain);
}

bool MosquittoLink::subscribe(std::string_view topic) {
  const std::string name(topic);
  return socket() >= 0 && mosquitto_subscribe(client_, nullptr, name.c_str(), kQos) == MOSQ_ERR_SUCCESS;
}

bool MosquittoLink::check(int result) {
  if (result == MOSQ_ERR_SUCCESS) return true;
  last_error_ = mosquitto_strerror(result);
  return false;
}

bool MosquittoLink::service(bool readable, bool writable, bool broken) {
  if (socket() < 0) return false;
  if (readable && !check(mosquitto_loop_read(client_, kPacketsPerTurn))) return false;
  if (!broken && (writable || mosquitto_want_write(client_)) && !check(mosquitto_loop_write(client_, kPacketsPerTurn))) {
    return false;
  }
  if (broken) last_error_ = "the connection was refused or broken";
  return !broken && socket() >= 0;
}

bool MosquittoLink::keep_alive() {
  return socket() >= 0 && check(mosquitto_loop_misc(client_));
}

void MosquittoLink::disconnect() {
  if (socket() < 0) return;
  mosquitto_disconnect(client_);
  mosquitto_loop_write(client_, kPacketsPerTurn);
}

std::vector<LinkEvent> MosquittoLink::take_events() {
  return std::exchange(events_, {});
}

}  // namespace platform::host
