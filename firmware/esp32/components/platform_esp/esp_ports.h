#pragma once

#include <esp_partition.h>
#include <nvs.h>

#include "core/fixed_string.h"
#include "ports/clock.h"
#include "ports/flash.h"
#include "ports/store.h"

namespace platform::esp {

/// Time since boot, and wall time once SNTP has set it.
class EspClock final : public Clock {
 public:
  Instant now() const override;
};

/// A namespace of the NVS; a committed write survives a power cut.
class NvsStore final : public Store {
 public:
  bool open(const char* name);
  int32_t read(std::string_view key, uint8_t* out, size_t capacity) override;
  bool write(std::string_view key, const uint8_t* value, size_t length) override;

 private:
  nvs_handle_t nvs_ = 0;
};

/// The raw partition `journal`.
class PartitionFlash final : public Flash {
 public:
  bool open();
  uint32_t size() const override { return partition_->size; }
  uint32_t sector_size() const override { return partition_->erase_size; }
  bool read(uint32_t offset, uint8_t* out, size_t length) override;
  bool program(uint32_t offset, const uint8_t* data, size_t length) override;
  bool erase_sector(uint32_t offset) override;

 private:
  const esp_partition_t* partition_ = nullptr;
};

/// Reads the text values of a partition that the factory wrote.
class FactoryValues {
 public:
  FactoryValues(const char* partition, const char* name);
  ~FactoryValues();
  FactoryValues(const FactoryValues&) = delete;
  FactoryValues& operator=(const FactoryValues&) = delete;

  /// False when the value is missing or too long; the log names it.
  template <size_t N>
  bool read(const char* key, FixedString<N>& out) {
    static char value[N + 1];
    return read(key, value, sizeof value) && out.assign(value);
  }

 private:
  bool read(const char* key, char* value, size_t size);

  nvs_handle_t nvs_ = 0;
  bool is_open_ = false;
};

}  // namespace platform::esp
