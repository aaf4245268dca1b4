#pragma once

#include <map>
#include <string>
#include <vector>

#include "ports/store.h"

namespace platform::host {

/// A key per file in a directory of the device, or memory only when there is no directory.
class HostStore final : public Store {
 public:
  /// Creates `directory`; throws UsageError when that fails.
  explicit HostStore(std::string directory);

  int32_t read(std::string_view key, uint8_t* out, size_t capacity) override;
  bool write(std::string_view key, const uint8_t* value, size_t length) override;

 private:
  std::string directory_;
  std::map<std::string, std::vector<uint8_t>, std::less<>> values_;
};

}  // namespace platform::host
