#pragma once

#include <map>
#include <string>

#include "device_file.h"

namespace platform::host {

/// The values of the namespace `platform` in a CSV of ESP-IDF's nvs_partition_gen: the line
/// `key,type,encoding,value`, then a row per value, quoted as in RFC 4180. Throws UsageError.
std::map<std::string, std::string> parse_nvs(const std::string& csv);

/// A controller as the factory provisioned it. `ca` is written to no file here: it is PEM, or empty.
struct NvsUnit {
  DeviceSettings settings;
  std::string ca;
};

/// Throws UsageError, which names what is missing.
NvsUnit read_nvs_unit(const std::map<std::string, std::string>& values);

}  // namespace platform::host
