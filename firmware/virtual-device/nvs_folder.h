#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "nvs_file.h"
#include "options.h"

namespace platform::host {

/// Finds the units of a factory: one NVS CSV, or a folder whose files `*.csv` are units. A file that is not
/// complete yet is tried again.
class NvsFolder {
 public:
  /// Throws UsageError when there is no such file or folder.
  explicit NvsFolder(const Options& options);
  ~NvsFolder();
  NvsFolder(const NvsFolder&) = delete;
  NvsFolder& operator=(const NvsFolder&) = delete;

  /// The units that were not there at the last look.
  std::vector<DeviceSettings> take_new();
  /// What was wrong with a file, once per file and mistake.
  std::vector<std::string> take_mistakes();

 private:
  std::vector<std::string> new_paths();
  bool read(const std::string& path, DeviceSettings& settings);
  std::string ca_file(const std::string& pem);

  const Options& options_;
  bool is_folder_ = false;
  std::set<std::string> taken_;
  std::map<std::string, std::string> mistaken_;
  std::vector<std::string> mistakes_;
  // libmosquitto wants certificates in files; units of a batch share one.
  std::map<std::string, std::string> ca_files_;
};

}  // namespace platform::host
