#include "nvs_file.h"

#include <cstdlib>
#include <optional>
#include <vector>

namespace platform::host {
namespace {

constexpr char kNamespace[] = "platform";
constexpr int kTlsPort = 8883;
constexpr size_t kColumns = 4;

using Row = std::vector<std::string>;

// RFC 4180: quoted fields may hold commas, line ends and doubled quotes.
std::vector<Row> parse_csv(const std::string& text) {
  std::vector<Row> rows;
  Row row(1);
  bool is_quoted = false;
  const auto end_row = [&] {
    if (row.size() > 1 || !row[0].empty()) rows.push_back(row);
    row.assign(1, "");
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_quoted) {
      if (c != '"') {
        row.back() += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        row.back() += text[++i];
      } else {
        is_quoted = false;
      }
    } else if (c == '"' && row.back().empty()) {
      is_quoted = true;
    } else if (c == ',') {
      row.emplace_back();
    } else if (c == '\n') {
      end_row();
    } else if (c != '\r') {
      row.back() += c;
    }
  }
  if (is_quoted) throw UsageError("the file ends inside a quoted value");
  end_row();
  return rows;
}

std::string value_of(const std::map<std::string, std::string>& values, const std::string& key,
                     const std::string& fallback = {}) {
  const auto found = values.find(key);
  return found == values.end() ? fallback : found->second;
}

std::string required(const std::map<std::string, std::string>& values, const std::string& key) {
  std::string value = value_of(values, key);
  if (value.empty()) throw UsageError("\"" + key + "\" is missing");
  return value;
}

}  // namespace

std::map<std::string, std::string> parse_nvs(const std::string& csv) {
  const std::vector<Row> rows = parse_csv(csv);
  if (rows.empty() || rows[0] != Row{"key", "type", "encoding", "value"}) {
    throw UsageError("the first line is not key,type,encoding,value");
  }
  std::map<std::string, std::string> values;
  std::string name;
  for (size_t i = 1; i < rows.size(); ++i) {
    const Row& row = rows[i];
    if (row.size() != kColumns) throw UsageError("row " + std::to_string(i + 1) + " has not four columns");
    if (row[1] == "namespace") {
      name = row[0];
    } else if (name == kNamespace && row[1] == "data") {
      values[row[0]] = row[3];
    }
  }
  return values;
}

NvsUnit read_nvs_unit(const std::map<std::string, std::string>& values) {
  NvsUnit unit;
  DeviceSettings& settings = unit.settings;
  settings.product = Product::controller;
  settings.device_id = value_of(values, "device_id", required(values, "serial"));
  settings.secret = required(values, "mqtt_pass");
  settings.license_key = value_of(values, "license");
  settings.type = type_of(required(values, "type"));
  settings.lease_public_key = value_of(values, "lease_key");
  if (value_of(values, "mqtt_user", settings.device_id) != settings.device_id) {
    throw UsageError("\"mqtt_user\" is not the device");
  }
  unit.ca = value_of(values, "ca");
  BrokerAddress broker;
  broker.host = required(values, "mqtt_host");
  broker.port = std::atoi(value_of(values, "mqtt_port", std::to_string(kTlsPort)).c_str());
  broker.tls = !unit.ca.empty() || broker.port == kTlsPort;
  if (broker.port <= 0 || broker.port > 65'535) throw UsageError("\"mqtt_port\" is not a port");
  settings.broker = broker;
  return unit;
}

}  // namespace platform::host
