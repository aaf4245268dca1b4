#include "device_file.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace platform::host {
namespace {

using Json = rapidjson::Value;

std::string text(const Json& object, const char* key, const std::string& fallback = {}) {
  const auto member = object.FindMember(key);
  if (member == object.MemberEnd() || member->value.IsNull()) return fallback;
  if (!member->value.IsString()) throw UsageError(std::string("\"") + key + "\" must be a string");
  return member->value.GetString();
}

std::string required(const Json& object, const char* key) {
  std::string value = text(object, key);
  if (value.empty()) throw UsageError(std::string("a device lacks \"") + key + "\"");
  return value;
}

void read_gateway(const Json& object, DeviceSettings& device) {
  device.license_key = required(object, "license_key");
  device.tenant = required(object, "tenant");
  const std::string pit = text(object, "pit", "pit1");
  device.topic = text(object, "topic", "workshop/" + device.tenant + "/pit/" + pit + "/sensors");
  if (const auto interval = object.FindMember("interval_s"); interval != object.MemberEnd()) {
    if (!interval->value.IsNumber() || interval->value.GetDouble() <= 0) {
      throw UsageError("\"interval_s\" must be a number above 0");
    }
    device.interval_s = interval->value.GetDouble();
  }
}

DeviceSettings read_device(const Json& object) {
  if (!object.IsObject()) throw UsageError("a device must be a JSON object");
  DeviceSettings device;
  device.device_id = required(object, "device_id");
  device.secret = required(object, "secret");
  const std::string product = text(object, "product", "gateway");
  if (product == "controller") {
    device.product = Product::controller;
    device.type = type_of(required(object, "type"));
  } else if (product == "gateway") {
    read_gateway(object, device);
  } else {
    throw UsageError("\"product\" must be gateway or controller, not " + product);
  }
  if (const auto list = object.FindMember("misbehave"); list != object.MemberEnd() && !list->value.IsNull()) {
    if (!list->value.IsArray()) throw UsageError("\"misbehave\" must be a list");
    for (const Json& name : list->value.GetArray()) {
      if (!name.IsString()) throw UsageError("\"misbehave\" must be a list of strings");
      apply_misbehaviour(name.GetString(), device.misbehaviour);
    }
  }
  return device;
}

}  // namespace

ControllerType type_of(const std::string& name) {
  const std::optional<ControllerType> type = controller_type(name);
  if (!type) throw UsageError("the type of a controller must be 4Relay, LED or Sensor, not " + name);
  return *type;
}

DeviceFile read_device_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw UsageError("cannot read " + path);
  std::stringstream content;
  content << in.rdbuf();
  rapidjson::Document json;
  json.Parse(content.str().c_str());
  if (json.HasParseError()) {
    throw UsageError(path + " is not JSON: " + rapidjson::GetParseError_En(json.GetParseError()) +
                     " at byte " + std::to_string(json.GetErrorOffset()));
  }
  if (!json.IsObject()) throw UsageError(path + " must hold a JSON object");
  DeviceFile file;
  file.mqtt_url = text(json, "mqtt", "mqtt://127.0.0.1:1883");
  file.ca_file = text(json, "ca_file");
  file.lease_public_key = text(json, "lease_public_key");
  const auto list = json.FindMember("devices");
  if (list == json.MemberEnd()) {
    file.devices.push_back(read_device(json));
    return file;
  }
  if (!list->value.IsArray()) throw UsageError("\"devices\" must be a list");
  for (const Json& device : list->value.GetArray()) file.devices.push_back(read_device(device));
  return file;
}

namespace {

// The number behind `prefix`; 0 for another word or without one.
uint32_t number_behind(const std::string& prefix, const std::string& name) {
  if (name.rfind(prefix, 0) != 0) return 0;
  return static_cast<uint32_t>(std::max(0, std::atoi(name.c_str() + prefix.size())));
}

}  // namespace

void apply_misbehaviour(const std::string& name, Misbehaviour& misbehaviour) {
  if (name == "ignore_disable") {
    misbehaviour.ignore_disable = true;
  } else if (name == "wrong_license") {
    misbehaviour.wrong_license = true;
  } else if (name == "foreign_topic") {
    misbehaviour.foreign_topic = true;
  } else if (name == "garbage") {
    misbehaviour.garbage = true;
  } else if (name == "duplicate") {
    misbehaviour.duplicate = true;
  } else if (name == "ignore_commands") {
    misbehaviour.ignore_commands = true;
  } else if (const uint32_t seconds = number_behind("offline:", name); seconds > 0) {
    misbehaviour.offline_s = seconds;
  } else if (const uint32_t milliseconds = number_behind("slow:", name); milliseconds > 0) {
    misbehaviour.slow_ms = milliseconds;
  } else {
    throw UsageError("unknown misbehaviour \"" + name +
                     "\"; known: ignore_disable, ignore_commands, wrong_license, foreign_topic, garbage, "
                     "duplicate, offline:30, slow:500");
  }
}

BrokerAddress parse_mqtt_url(const std::string& url) {
  BrokerAddress address;
  std::string rest;
  if (url.rfind("mqtt://", 0) == 0) {
    rest = url.substr(7);
  } else if (url.rfind("mqtts://", 0) == 0) {
    rest = url.substr(8);
    address.tls = true;
    address.port = 8883;
  } else {
    throw UsageError("the broker's address must look like mqtt://host:1883 or mqtts://host:8883, not " + url);
  }
  rest = rest.substr(0, rest.find('/'));
  const size_t colon = rest.rfind(':');
  address.host = rest.substr(0, colon);
  if (colon != std::string::npos) address.port = std::atoi(rest.c_str() + colon + 1);
  if (address.host.empty() || address.port <= 0 || address.port > 65535) {
    throw UsageError("no valid host and port in " + url);
  }
  return address;
}

}  // namespace platform::host
