#include "host_flash.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "device_file.h"

namespace platform::host {

bool MemoryFlash::read(uint32_t offset, uint8_t* out, size_t length) {
  if (!holds(offset, length)) return false;
  while (length > 0) {
    const uint32_t in_sector = offset % kSectorSize;
    const size_t part = std::min<size_t>(length, kSectorSize - in_sector);
    const auto& sector = sectors_[offset / kSectorSize];
    if (sector) {
      std::memcpy(out, sector->data() + in_sector, part);
    } else {
      std::memset(out, 0xFF, part);
    }
    out += part;
    offset += static_cast<uint32_t>(part);
    length -= part;
  }
  return true;
}

bool MemoryFlash::program(uint32_t offset, const uint8_t* data, size_t length) {
  if (!holds(offset, length)) return false;
  for (size_t i = 0; i < length; ++i, ++offset) {
    auto& sector = sectors_[offset / kSectorSize];
    if (!sector) {
      sector = std::make_unique<Sector>();
      sector->fill(0xFF);
    }
    (*sector)[offset % kSectorSize] &= data[i];
  }
  return true;
}

bool MemoryFlash::erase_sector(uint32_t offset) {
  if (offset % kSectorSize != 0 || !holds(offset, kSectorSize)) return false;
  sectors_[offset / kSectorSize].reset();
  return true;
}

FileFlash::FileFlash(const std::string& path, uint32_t size)
    : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)),
      size_(size / kSectorSize * kSectorSize) {
  if (file_ < 0) throw UsageError("cannot open " + path);
  if (::ftruncate(file_, size_) != 0) {
    ::close(file_);
    throw UsageError("cannot make " + path + " " + std::to_string(size_) + " bytes long");
  }
}

FileFlash::~FileFlash() {
  ::close(file_);
}

bool FileFlash::read(uint32_t offset, uint8_t* out, size_t length) {
  if (::pread(file_, out, length, offset) != static_cast<ssize_t>(length)) return false;
  std::transform(out, out + length, out, [](uint8_t byte) { return static_cast<uint8_t>(~byte); });
  return true;
}

bool FileFlash::program(uint32_t offset, const uint8_t* data, size_t length) {
  if (offset > size_ || length > size_ - offset) return false;
  std::vector<uint8_t> bytes(length);
  if (!read(offset, bytes.data(), length)) return false;
  for (size_t i = 0; i < length; ++i) bytes[i] = static_cast<uint8_t>(~(bytes[i] & data[i]));
  return ::pwrite(file_, bytes.data(), length, offset) == static_cast<ssize_t>(length);
}

bool FileFlash::erase_sector(uint32_t offset) {
  constexpr int kPunchHole = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;
  if (offset % kSectorSize != 0 || offset >= size_) return false;
  if (::fallocate(file_, kPunchHole, offset, kSectorSize) == 0) return true;
  const std::array<uint8_t, kSectorSize> erased{};
  return ::pwrite(file_, erased.data(), erased.size(), offset) == static_cast<ssize_t>(erased.size());
}

}  // namespace platform::host
