#include "nvs_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

namespace platform::host {
namespace {

namespace fs = std::filesystem;

// A file that was written to just now may not be complete.
constexpr std::chrono::milliseconds kSettled{300};

bool is_settled(const fs::path& path) {
  std::error_code error;
  const fs::file_time_type written = fs::last_write_time(path, error);
  return !error && fs::file_time_type::clock::now() - written >= kSettled;
}

}  // namespace

NvsFolder::NvsFolder(const Options& options) : options_(options), is_folder_(fs::is_directory(options.nvs)) {
  if (!fs::exists(options.nvs)) throw UsageError("there is no " + options.nvs);
}

NvsFolder::~NvsFolder() {
  for (const auto& file : ca_files_) ::unlink(file.second.c_str());
}

std::vector<std::string> NvsFolder::new_paths() {
  std::vector<std::string> paths;
  if (!is_folder_) {
    if (taken_.empty()) paths.push_back(options_.nvs);
    return paths;
  }
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(options_.nvs, error)) {
    std::string path = entry.path().string();
    const bool is_new = entry.path().extension() == ".csv" && taken_.count(path) == 0;
    if (is_new && is_settled(entry.path())) paths.push_back(std::move(path));
  }
  return paths;
}

std::vector<DeviceSettings> NvsFolder::take_new() {
  std::vector<DeviceSettings> found;
  for (const std::string& path : new_paths()) {
    DeviceSettings settings;
    if (!read(path, settings)) continue;
    taken_.insert(path);
    mistaken_.erase(path);
    found.push_back(settings);
  }
  return found;
}

bool NvsFolder::read(const std::string& path, DeviceSettings& settings) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream content;
  content << in.rdbuf();
  try {
    NvsUnit unit = read_nvs_unit(parse_nvs(content.str()));
    settings = unit.settings;
    settings.misbehaviour = options_.misbehaviour;
    settings.ca_file = unit.ca.empty() ? options_.file.ca_file : ca_file(unit.ca);
    if (options_.is_broker_given) settings.broker.reset();
    return true;
  } catch (const UsageError& error) {
    const std::string mistake = path + ": " + error.what();
    std::string& told = mistaken_[path];
    if (told != mistake) mistakes_.push_back(mistake);
    told = mistake;
    return false;
  }
}

std::string NvsFolder::ca_file(const std::string& pem) {
  std::string& path = ca_files_[pem];
  if (path.empty()) {
    std::string name = (fs::temp_directory_path() / "virtual-device-ca-XXXXXX").string();
    const int file = ::mkstemp(name.data());
    if (file < 0) throw UsageError("cannot write " + name);
    ::close(file);
    std::ofstream(name, std::ios::binary) << pem;
    path = name;
  }
  return path;
}

std::vector<std::string> NvsFolder::take_mistakes() {
  return std::exchange(mistakes_, {});
}

}  // namespace platform::host
