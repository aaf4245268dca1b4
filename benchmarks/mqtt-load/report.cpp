#include "report.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>

namespace platform::load {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void field(Writer& json, const char* key, uint64_t value) {
  json.Key(key);
  json.Uint64(value);
}

void field(Writer& json, const char* key, double value) {
  json.Key(key);
  json.Double(std::round(value * 1000) / 1000);
}

}  // namespace

std::string make_report(const Generator& generator, const Options& options) {
  const double seconds = generator.total_seconds();
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  field(json, "published", generator.published());
  field(json, "acknowledged", generator.acknowledged());
  field(json, "seconds", seconds);
  field(json, "rate", seconds > 0 ? static_cast<double>(generator.acknowledged()) / seconds : 0.0);
  field(json, "payload_bytes", static_cast<uint64_t>(generator.connections().front()->payload_bytes()));
  json.Key("ack_latency_ms");
  json.StartObject();
  field(json, "p50", generator.latency().quantile_ms(0.50));
  field(json, "p95", generator.latency().quantile_ms(0.95));
  field(json, "p99", generator.latency().quantile_ms(0.99));
  json.EndObject();
  field(json, "errors", generator.errors());
  field(json, "connections", static_cast<uint64_t>(options.devices.size()));
  field(json, "inflight", static_cast<uint64_t>(options.inflight));
  field(json, "requested_rate", options.rate);
  field(json, "publish_seconds", generator.publish_seconds());
  field(json, "connect_seconds", generator.connect_seconds());
  json.Key("per_second");
  json.StartArray();
  for (const SecondCount& second : generator.seconds()) {
    json.StartObject();
    field(json, "published", second.published);
    field(json, "acknowledged", second.acknowledged);
    json.EndObject();
  }
  json.EndArray();
  json.Key("per_device");
  json.StartArray();
  for (const auto& connection : generator.connections()) {
    json.StartObject();
    json.Key("device_id");
    json.String(connection->device().device_id.c_str());
    field(json, "first_seq", static_cast<uint64_t>(options.start_seq));
    field(json, "last_seq", static_cast<uint64_t>(connection->count().next_seq) - 1);
    field(json, "acknowledged", connection->count().acknowledged);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return buffer.GetString();
}

}  // namespace platform::load
