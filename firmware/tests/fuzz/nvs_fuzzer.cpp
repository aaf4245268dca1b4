#include <cstddef>
#include <cstdint>
#include <string>

#include "check.h"
#include "nvs_file.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace platform::host;
  try {
    const NvsUnit unit = read_nvs_unit(parse_nvs(std::string(reinterpret_cast<const char*>(data), size)));
    check(!unit.settings.device_id.empty() && unit.settings.broker.has_value(), "a unit is complete");
    check(unit.settings.broker->port > 0 && unit.settings.broker->port <= 65'535, "a port is one");
  } catch (const UsageError&) {
    // What is wrong is named.
  }
  return 0;
}
