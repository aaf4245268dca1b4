#pragma once

#include <cstdint>

namespace platform {

/// A contact that counts as changed once it has been the same for a while: springs bounce for some
/// milliseconds.
class Debounced {
 public:
  static constexpr uint32_t kStableMs = 30;

  /// Takes the level read at `now_ms`; true when the settled level changed, which the first one does.
  bool update(bool level, uint64_t now_ms);

  bool is_known() const { return is_known_; }
  bool level() const { return settled_; }

 private:
  bool is_known_ = false;
  bool settled_ = false;
  bool is_waiting_ = false;
  bool candidate_ = false;
  uint64_t since_ms_ = 0;
};

/// What somebody did with the local button.
enum class Gesture : uint8_t {
  none,
  /// Pressed and let go within 3 s.
  tap,
  /// Held for 3 s: told while it is still held.
  hold,
  /// Held for 10 s.
  long_hold
};

/// Turns the button's level into gestures. A button that is down at power-on means nothing until it was
/// let go.
class Button {
 public:
  static constexpr uint32_t kHoldMs = 3'000;
  static constexpr uint32_t kLongHoldMs = 10'000;

  Gesture update(bool is_down, uint64_t now_ms);

 private:
  Debounced contact_;
  bool is_armed_ = false;
  uint64_t down_since_ms_ = 0;
  Gesture told_ = Gesture::none;
};

}  // namespace platform
