#pragma once

#include <string>

#include "fleet.h"

namespace platform::host {

/// Totals of the run as one JSON object, with a row per device.
std::string make_report(const Fleet& fleet);

/// Throws UsageError when the file cannot be written.
void write_file(const std::string& path, const std::string& content);

}  // namespace platform::host
