#include "esp_ports.h"

#include <esp_log.h>
#include <esp_timer.h>
#include <nvs_flash.h>
#include <sys/time.h>

namespace platform::esp {
namespace {

constexpr char kTag[] = "ports";
constexpr size_t kLongestKey = 15;
// 2026-01-01: an earlier clock was never set.
constexpr int64_t kEarliestMs = 1'767'225'600'000;

}  // namespace

Instant EspClock::now() const {
  timeval wall{};
  gettimeofday(&wall, nullptr);
  const int64_t unix_ms = static_cast<int64_t>(wall.tv_sec) * 1000 + wall.tv_usec / 1000;
  return {static_cast<uint64_t>(esp_timer_get_time() / 1000),
          unix_ms < kEarliestMs ? Instant::kUnknown : unix_ms};
}

bool NvsStore::open(const char* name) {
  return nvs_open(name, NVS_READWRITE, &nvs_) == ESP_OK;
}

int32_t NvsStore::read(std::string_view key, uint8_t* out, size_t capacity) {
  FixedString<kLongestKey> name;
  size_t length = capacity;
  if (!name.assign(key) || nvs_get_blob(nvs_, name.c_str(), out, &length) != ESP_OK) return -1;
  return static_cast<int32_t>(length);
}

bool NvsStore::write(std::string_view key, const uint8_t* value, size_t length) {
  FixedString<kLongestKey> name;
  return name.assign(key) && nvs_set_blob(nvs_, name.c_str(), value, length) == ESP_OK &&
         nvs_commit(nvs_) == ESP_OK;
}

bool PartitionFlash::open() {
  partition_ = esp_partition_find_first(ESP_PARTITION_TYPE_DATA, ESP_PARTITION_SUBTYPE_ANY, "journal");
  return partition_ != nullptr;
}

bool PartitionFlash::read(uint32_t offset, uint8_t* out, size_t length) {
  return esp_partition_read(partition_, offset, out, length) == ESP_OK;
}

bool PartitionFlash::program(uint32_t offset, const uint8_t* data, size_t length) {
  return esp_partition_write(partition_, offset, data, length) == ESP_OK;
}

bool PartitionFlash::erase_sector(uint32_t offset) {
  return esp_partition_erase_range(partition_, offset, partition_->erase_size) == ESP_OK;
}

FactoryValues::FactoryValues(const char* partition, const char* name) {
  is_open_ = nvs_flash_init_partition(partition) == ESP_OK &&
             nvs_open_from_partition(partition, name, NVS_READONLY, &nvs_) == ESP_OK;
  if (!is_open_) ESP_LOGE(kTag, "partition %s has no namespace %s", partition, name);
}

FactoryValues::~FactoryValues() {
  if (is_open_) nvs_close(nvs_);
}

bool FactoryValues::read(const char* key, char* value, size_t size) {
  const esp_err_t result = is_open_ ? nvs_get_str(nvs_, key, value, &size) : ESP_ERR_INVALID_STATE;
  if (result != ESP_OK) ESP_LOGE(kTag, "%s: %s", key, esp_err_to_name(result));
  return result == ESP_OK;
}

}  // namespace platform::esp
