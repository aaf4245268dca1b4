#include "report.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdio>

#include "recorder.h"

namespace platform::host {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void add(DeviceTotals& sum, const DeviceTotals& part) {
  sum.attempted += part.attempted;
  sum.acknowledged += part.acknowledged;
  sum.not_allowed += part.not_allowed;
  sum.not_stored += part.not_stored;
  sum.connects += part.connects;
  sum.refused += part.refused;
  sum.disconnects += part.disconnects;
  sum.commands += part.commands;
  sum.rejected += part.rejected;
}

void write_totals(Writer& json, const DeviceTotals& totals, uint64_t queued, uint64_t lost) {
  const auto field = [&json](const char* key, uint64_t value) {
    json.Key(key);
    json.Uint64(value);
  };
  field("attempted", totals.attempted);
  field("acknowledged", totals.acknowledged);
  field("queued", queued);
  field("lost", lost);
  field("not_stored", totals.not_stored);
  field("not_allowed", totals.not_allowed);
  field("connects", totals.connects);
  field("refused", totals.refused);
  field("disconnects", totals.disconnects);
  field("commands", totals.commands);
  field("rejected", totals.rejected);
}

}  // namespace

std::string make_report(const Fleet& fleet) {
  DeviceTotals sum;
  uint64_t queued = 0;
  uint64_t lost = 0;
  for (const auto& device : fleet.devices()) {
    add(sum, device->totals());
    queued += device->core().journal().pending();
    lost += device->core().journal().lost();
  }
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  json.Key("devices");
  json.Uint64(fleet.devices().size());
  json.Key("seconds");
  json.Double(fleet.seconds());
  write_totals(json, sum, queued, lost);
  json.Key("per_device");
  json.StartArray();
  for (const auto& device : fleet.devices()) {
    json.StartObject();
    json.Key("device_id");
    json.String(device->settings().device_id.c_str());
    json.Key("boot");
    json.Uint(device->core().boot());
    write_totals(json, device->totals(), device->core().journal().pending(), device->core().journal().lost());
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return buffer.GetString();
}

void write_file(const std::string& path, const std::string& content) {
  const File file(std::fopen(path.c_str(), "we"));
  if (!file || std::fwrite(content.data(), 1, content.size(), file.get()) != content.size()) {
    throw UsageError("cannot write " + path);
  }
}

}  // namespace platform::host
