#pragma once

#include <cstdint>
#include <string>

#include "device_file.h"

namespace platform::host {

/// Everything the command line and the environment decide.
struct Options {
  DeviceFile file;
  BrokerAddress broker;
  /// The command line or the environment names the broker: it is that of the units under `nvs`, too.
  bool is_broker_given = false;
  /// A factory's file, or a folder of such files.
  std::string nvs;
  /// A FIFO for lines of control, or `-` for standard input.
  std::string control;
  /// What --misbehave says; for the units under `nvs`.
  Misbehaviour misbehaviour;
  /// Readings per second of all devices together; 0 = every device at its own interval.
  double rate = 0;
  /// 0 = until a signal ends it.
  double duration_s = 0;
  std::string data_dir;
  std::string ack_log;
  std::string events;
  std::string report;
  std::string license_url;
  uint32_t license_ask_s = 3600;
  uint32_t lease_grace_s = 86'400;
  uint32_t journal_kb = 256;
  uint32_t window = 8;
  bool help = false;
};

/// Throws UsageError.
Options parse_options(int argc, char** argv);

extern const char* const kUsage;

}  // namespace platform::host
