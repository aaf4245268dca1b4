#include "options.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>

namespace platform::load {

using host::UsageError;

const char* const kUsage = R"(mqtt-load: MQTT 3.1.1 load at QoS 1 over plain TCP

  --devices FILE     devices.json; the first N devices are used
  --connections N    one connection per device
  --rate R           messages/s together; 0 = as fast as the in-flight window allows (default)
  --inflight W       unacknowledged messages per connection (default 16)
  --batch B          messages written at once per connection (default a quarter of the window)
  --duration S       seconds of publishing (default 10)
  --mqtt HOST:PORT   the broker
  --start-seq N      first sequence number of every device (default 1)
  --report FILE      result as JSON
  --ack-log FILE     a line device_id,unix_ms,seq per acknowledged message (costs CPU)
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

}  // namespace

Options parse_options(int argc, char** argv) {
  Options options;
  std::string devices;
  std::string mqtt = "127.0.0.1:1883";
  size_t connections = 1;
  uint32_t batch = 0;
  std::string name;
  const auto whole = [&name](const std::string& v, double least) {
    return static_cast<uint32_t>(number(name, v, least));
  };
  const std::map<std::string, std::function<void(const std::string&)>> known = {
      {"--devices", [&](const std::string& v) { devices = v; }},
      {"--connections", [&](const std::string& v) { connections = whole(v, 1); }},
      {"--rate", [&](const std::string& v) { options.rate = number(name, v, 0); }},
      {"--inflight", [&](const std::string& v) { options.inflight = whole(v, 1); }},
      {"--batch", [&](const std::string& v) { batch = whole(v, 1); }},
      {"--duration", [&](const std::string& v) { options.duration_s = number(name, v, 0); }},
      {"--mqtt", [&](const std::string& v) { mqtt = v; }},
      {"--start-seq", [&](const std::string& v) { options.start_seq = whole(v, 0); }},
      {"--report", [&](const std::string& v) { options.report = v; }},
      {"--ack-log", [&](const std::string& v) { options.ack_log = v; }},
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
  if (devices.empty()) throw UsageError("--devices FILE is missing (see --help)");
  if (options.inflight > 60'000) throw UsageError("--inflight must be at most 60000");
  options.broker = host::parse_mqtt_url(mqtt.rfind("mqtt", 0) == 0 ? mqtt : "mqtt://" + mqtt);
  if (options.broker.tls) throw UsageError("mqtt-load speaks plain TCP only");
  options.devices = host::read_device_file(devices).devices;
  if (options.devices.size() < connections) {
    throw UsageError(devices + " has " + std::to_string(options.devices.size()) +
                     " devices, --connections asks for " + std::to_string(connections));
  }
  options.devices.resize(connections);
  options.batch = batch != 0 ? batch : std::max(1U, options.inflight / 4);
  return options;
}

}  // namespace platform::load
