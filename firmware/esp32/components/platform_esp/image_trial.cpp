#include "image_trial.h"

#include <esp_log.h>
#include <esp_ota_ops.h>
#include <esp_system.h>
#include <freertos/FreeRTOS.h>
#include <freertos/task.h>

namespace platform::esp {
namespace {

constexpr char kTag[] = "device";
constexpr uint64_t kConfirmWithinMs = 5 * 60'000;
constexpr uint32_t kBeforeRestartMs = 10'000;

}  // namespace

ImageTrial::ImageTrial() {
  esp_ota_img_states_t state = ESP_OTA_IMG_UNDEFINED;
  is_on_trial_ = esp_ota_get_state_partition(esp_ota_get_running_partition(), &state) == ESP_OK &&
                 state == ESP_OTA_IMG_PENDING_VERIFY;
}

void ImageTrial::confirm() {
  if (is_on_trial_ && esp_ota_mark_app_valid_cancel_rollback() == ESP_OK) is_on_trial_ = false;
}

void ImageTrial::check(Instant now) {
  if (is_on_trial_ && now.uptime_ms > kConfirmWithinMs) esp_ota_mark_app_invalid_rollback_and_reboot();
}

void LoggingObserver::on_command(const Command& command, CommandOutcome outcome, std::optional<Refusal>) {
  ESP_LOGI(kTag, "command %.*s: outcome %d", static_cast<int>(command.id.size()), command.id.data(),
           static_cast<int>(outcome));
}

void LoggingObserver::on_state(LicenseState state, std::string_view) {
  ESP_LOGI(kTag, "state: %.*s", static_cast<int>(to_text(state).size()), to_text(state).data());
}

void halt(const char* what) {
  ESP_LOGE(kTag, "%s; restarting", what);
  vTaskDelay(pdMS_TO_TICKS(kBeforeRestartMs));
  esp_restart();
}

}  // namespace platform::esp
