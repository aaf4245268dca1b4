#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "device_file.h"

namespace platform::load {

/// What the command line decides.
struct Options {
  std::vector<host::DeviceSettings> devices;
  host::BrokerAddress broker;
  /// Messages per second of all connections together; 0 = as fast as the windows allow.
  double rate = 0;
  uint32_t inflight = 16;
  /// Messages written with one system call at most.
  uint32_t batch = 4;
  double duration_s = 10;
  uint32_t start_seq = 1;
  std::string report;
  std::string ack_log;
  bool help = false;
};

/// Throws host::UsageError.
Options parse_options(int argc, char** argv);

extern const char* const kUsage;

}  // namespace platform::load
