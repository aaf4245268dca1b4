#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "ports/flash.h"

namespace platform::host {

constexpr uint32_t kSectorSize = 4096;

/// A flash that lives as long as its owner says.
class HostFlash : public Flash {
 public:
  virtual ~HostFlash() = default;
};

/// NOR flash in memory; a sector takes memory only while something is programmed in it.
class MemoryFlash final : public HostFlash {
 public:
  explicit MemoryFlash(uint32_t size) : sectors_(size / kSectorSize) {}

  uint32_t size() const override { return static_cast<uint32_t>(sectors_.size()) * kSectorSize; }
  uint32_t sector_size() const override { return kSectorSize; }
  bool read(uint32_t offset, uint8_t* out, size_t length) override;
  bool program(uint32_t offset, const uint8_t* data, size_t length) override;
  bool erase_sector(uint32_t offset) override;

 private:
  using Sector = std::array<uint8_t, kSectorSize>;

  bool holds(uint32_t offset, size_t length) const { return offset <= size() && length <= size() - offset; }

  std::vector<std::unique_ptr<Sector>> sectors_;
};

/// NOR flash in a sparse file that holds the complement of every byte, so that holes read as erased.
class FileFlash final : public HostFlash {
 public:
  /// Throws UsageError when the file cannot be opened.
  FileFlash(const std::string& path, uint32_t size);
  ~FileFlash() override;
  FileFlash(const FileFlash&) = delete;
  FileFlash& operator=(const FileFlash&) = delete;

  uint32_t size() const override { return size_; }
  uint32_t sector_size() const override { return kSectorSize; }
  bool read(uint32_t offset, uint8_t* out, size_t length) override;
  bool program(uint32_t offset, const uint8_t* data, size_t length) override;
  bool erase_sector(uint32_t offset) override;

 private:
  int file_;
  uint32_t size_;
};

}  // namespace platform::host
