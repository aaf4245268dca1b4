#pragma once

#include "core/device.h"

namespace platform::esp {

/// A new image works on trial: who does not confirm it in time sends the bootloader back to the one before.
class ImageTrial {
 public:
  /// Looks whether this image is new.
  ImageTrial();

  void confirm();
  /// Rolls back and restarts when the time is over.
  void check(Instant now);

 private:
  bool is_on_trial_;
};

/// Logs what happens inside; confirms a new image with the first record that the platform has.
class LoggingObserver final : public DeviceObserver {
 public:
  explicit LoggingObserver(ImageTrial& image) : image_(image) {}

  void on_delivered(uint32_t, int64_t) override { image_.confirm(); }
  void on_command(const Command& command, CommandOutcome outcome, std::optional<Refusal> refusal) override;
  void on_state(LicenseState state, std::string_view reason) override;

 private:
  ImageTrial& image_;
};

/// Says what is missing and restarts after a while.
[[noreturn]] void halt(const char* what);

}  // namespace platform::esp
