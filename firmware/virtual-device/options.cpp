#include "options.h"

#include <cstdlib>
#include <functional>
#include <map>
#include <optional>

namespace platform::host {

const char* const kUsage = R"(virtual-device: simulated gateways and controllers with the real firmware core

  --device FILE | --devices FILE  devices to simulate (devices.json, or one device as a single object)
  --nvs FILE|FOLDER    controllers by what the factory writes into them (NVS CSV); a file that appears in the
                       folder later is started, too
  --control FIFO|-     takes lines: press ID short|long, input ID KEY open|closed, away ID SECONDS
  --mqtt URL           mqtt://host:port or mqtts://host:port; else MQTT_URL, else "mqtt" of the file
  --ca FILE            certificates that the broker's certificate is verified against (mqtts)
  --count N            only the first N devices
  --interval S         seconds between readings of a device, instead of its own
  --rate R             readings per second of all devices together, instead of intervals
  --duration S         stop after S seconds
  --data DIR           keep store and journal in DIR, so that a restart continues
  --journal-kb N       size of a device's journal (default 256)
  --window N           readings on their way at a time per device (1 to 32, default 8)
  --ack-log FILE       a line device_id,unix_ms,seq when a reading was acknowledged (its own timestamp)
  --events FILE        what happened, as JSON lines
  --report FILE        totals as JSON at the end
  --license-url URL    address of GET /api/device/license, asked hourly by a device that may not work
  --license-ask S      seconds between those questions (default 3600)
  --lease-grace S      how long a device works on after its lease (default 86400)
  --misbehave WHAT     for all devices: ignore_disable, ignore_commands, wrong_license, foreign_topic, garbage,
                       duplicate, offline:S, slow:MS
)";

namespace {

double number(const std::string& option, const std::string& value, double least) {
  char* end = nullptr;
  const double result = std::strtod(value.c_str(), &end);
  if (value.empty() || *end != '\0' || !(result >= least)) {
    throw UsageError(option + " needs a number of at least " + std::to_string(static_cast<int>(least)) +
                     ", not \"" + value + "\"");
  }
  return result;
}

uint32_t whole(const std::string& option, const std::string& value, double least) {
  return static_cast<uint32_t>(number(option, value, least));
}

}  // namespace

Options parse_options(int argc, char** argv) {
  Options options;
  std::string devices;
  std::string mqtt;
  std::string ca_file;
  std::optional<uint32_t> count;
  std::optional<double> interval;
  std::vector<std::string> misbehaviours;
  std::string name;
  const std::map<std::string, std::function<void(const std::string&)>> known = {
      {"--device", [&](const std::string& v) { devices = v; }},
      {"--devices", [&](const std::string& v) { devices = v; }},
      {"--nvs", [&](const std::string& v) { options.nvs = v; }},
      {"--control", [&](const std::string& v) { options.control = v; }},
      {"--mqtt", [&](const std::string& v) { mqtt = v; }},
      {"--ca", [&](const std::string& v) { ca_file = v; }},
      {"--count", [&](const std::string& v) { count = whole(name, v, 1); }},
      {"--interval", [&](const std::string& v) { interval = number(name, v, 0); }},
      {"--rate", [&](const std::string& v) { options.rate = number(name, v, 0); }},
      {"--duration", [&](const std::string& v) { options.duration_s = number(name, v, 0); }},
      {"--data", [&](const std::string& v) { options.data_dir = v; }},
      {"--journal-kb", [&](const std::string& v) { options.journal_kb = whole(name, v, 12); }},
      {"--window", [&](const std::string& v) { options.window = whole(name, v, 1); }},
      {"--ack-log", [&](const std::string& v) { options.ack_log = v; }},
      {"--events", [&](const std::string& v) { options.events = v; }},
      {"--report", [&](const std::string& v) { options.report = v; }},
      {"--license-url", [&](const std::string& v) { options.license_url = v; }},
      {"--license-ask", [&](const std::string& v) { options.license_ask_s = whole(name, v, 1); }},
      {"--lease-grace", [&](const std::string& v) { options.lease_grace_s = whole(name, v, 0); }},
      {"--misbehave", [&](const std::string& v) { misbehaviours.push_back(v); }},
  };
  for (int i = 1; i < argc; ++i) {
    name = argv[i];
    if (name == "--help" || name == "-h") {
      options.help = true;
      return options;
    }
    const auto option = known.find(name);
    if (option == known.end()) throw UsageError("unknown option " + name + " (see --help)");
    if (++i == argc) throw UsageError(name + " needs a value");
    option->second(argv[i]);
  }
  if (devices.empty() && options.nvs.empty()) {
    throw UsageError("--devices FILE or --nvs FOLDER is missing (see --help)");
  }

  if (!devices.empty()) {
    options.file = read_device_file(devices);
    if (options.file.devices.empty()) throw UsageError(devices + " names no device");
  }
  if (count && *count < options.file.devices.size()) options.file.devices.resize(*count);
  for (const std::string& what : misbehaviours) apply_misbehaviour(what, options.misbehaviour);
  for (DeviceSettings& device : options.file.devices) {
    if (interval && *interval > 0) device.interval_s = *interval;
    for (const std::string& what : misbehaviours) apply_misbehaviour(what, device.misbehaviour);
  }
  if (const char* env = std::getenv("MQTT_URL"); mqtt.empty() && env != nullptr) mqtt = env;
  options.is_broker_given = !mqtt.empty();
  if (options.is_broker_given) options.file.mqtt_url = mqtt;
  if (!ca_file.empty()) options.file.ca_file = ca_file;
  options.broker = parse_mqtt_url(options.file.mqtt_url);
  const bool is_used = !devices.empty() || options.is_broker_given;
  if (is_used && options.broker.tls && options.file.ca_file.empty()) {
    throw UsageError("mqtts needs --ca FILE or \"ca_file\": the broker's certificate is always verified");
  }
  return options;
}

}  // namespace platform::host
