#include "packet.h"

#include <charconv>
#include <cstring>

namespace platform::load {
namespace {

constexpr size_t kHeader = 3;  // type and a remaining length of two bytes
constexpr size_t kTimestamp = 24;

void put_text(std::string& out, const std::string& text) {
  out += static_cast<char>(text.size() >> 8);
  out += static_cast<char>(text.size() & 0xFF);
  out += text;
}

void put_remaining_length(char* at, size_t length) {
  at[0] = static_cast<char>(0x80 | (length & 0x7F));
  at[1] = static_cast<char>(length >> 7);
}

}  // namespace

std::string make_connect(const host::DeviceSettings& device) {
  constexpr char kUserPasswordCleanSession = static_cast<char>(0xC2);
  std::string body;
  put_text(body, "MQTT");
  body += '\x04';
  body += kUserPasswordCleanSession;
  body.append(2, '\0');
  put_text(body, device.device_id);
  put_text(body, device.device_id);
  put_text(body, device.secret);
  std::string packet(kHeader, '\x10');
  put_remaining_length(packet.data() + 1, body.size());
  return packet + body;
}

PublishTemplate::PublishTemplate(const host::DeviceSettings& device) {
  fixed_.assign(kHeader, '\x32');
  put_text(fixed_, device.topic);
  message_id_at_ = fixed_.size();
  fixed_.append(2, '\0');
  payload_at_ = fixed_.size();
  fixed_ += R"({"device_id":")" + device.device_id + R"(","license_key":")" + device.license_key +
            R"(","timestamp":")";
  timestamp_at_ = fixed_.size();
  fixed_.append(kTimestamp, '0');
  fixed_ += R"(","temperature":)";
  temperature_at_ = fixed_.size();
  fixed_ += R"(24.1,"humidity":51.2,"aqi":42,"aqi_accuracy":3,"pressure":1008.2,"seq":)";
}

void PublishTemplate::append(std::string& out, uint16_t message_id, const char* timestamp,
                             uint32_t sequence) {
  char digits[11];
  char* const end = std::to_chars(digits, digits + sizeof digits - 1, sequence).ptr;
  *end = '}';
  const size_t tail = static_cast<size_t>(end - digits) + 1;
  const size_t length = fixed_.size() + tail;
  const size_t start = out.size();
  out.append(fixed_);
  out.append(digits, tail);
  char* const packet = out.data() + start;
  put_remaining_length(packet + 1, length - kHeader);
  packet[message_id_at_] = static_cast<char>(message_id >> 8);
  packet[message_id_at_ + 1] = static_cast<char>(message_id & 0xFF);
  std::memcpy(packet + timestamp_at_, timestamp, kTimestamp);
  packet[temperature_at_ + 1] = static_cast<char>('0' + sequence / 10 % 10);
  packet[temperature_at_ + 3] = static_cast<char>('0' + sequence % 10);
  payload_bytes_ = length - payload_at_;
}

}  // namespace platform::load
