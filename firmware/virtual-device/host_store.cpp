#include "host_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "device_file.h"

namespace platform::host {
namespace {

bool write_all(int file, const uint8_t* data, size_t length) {
  while (length > 0) {
    const ssize_t written = ::write(file, data, length);
    if (written <= 0) return false;
    data += written;
    length -= static_cast<size_t>(written);
  }
  return true;
}

}  // namespace

HostStore::HostStore(std::string directory) : directory_(std::move(directory)) {
  if (directory_.empty()) return;
  if (::mkdir(directory_.c_str(), 0700) != 0 && errno != EEXIST) {
    throw UsageError("cannot create " + directory_);
  }
}

int32_t HostStore::read(std::string_view key, uint8_t* out, size_t capacity) {
  const auto value = values_.find(key);
  if (value != values_.end()) {
    if (value->second.size() > capacity) return -1;
    std::copy(value->second.begin(), value->second.end(), out);
    return static_cast<int32_t>(value->second.size());
  }
  if (directory_.empty()) return -1;
  const int file = ::open((directory_ + "/" + std::string(key)).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  struct stat info {};
  const bool fits = ::fstat(file, &info) == 0 && static_cast<size_t>(info.st_size) <= capacity;
  const ssize_t length = fits ? ::read(file, out, capacity) : -1;
  ::close(file);
  return static_cast<int32_t>(length);
}

bool HostStore::write(std::string_view key, const uint8_t* value, size_t length) {
  if (directory_.empty()) {
    values_[std::string(key)].assign(value, value + length);
    return true;
  }
  // Written beside and renamed: a reader sees the old value or the new one, never half of it.
  const std::string path = directory_ + "/" + std::string(key);
  const std::string fresh = path + ".new";
  const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return false;
  const bool written = write_all(file, value, length) && ::fdatasync(file) == 0;
  ::close(file);
  return written && std::rename(fresh.c_str(), path.c_str()) == 0;
}

}  // namespace platform::host
