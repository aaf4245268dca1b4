#include "core/gestures.h"

namespace platform {

bool Debounced::update(bool level, uint64_t now_ms) {
  if (is_known_ && level == settled_) {
    is_waiting_ = false;
    return false;
  }
  if (!is_waiting_ || level != candidate_) {
    is_waiting_ = true;
    candidate_ = level;
    since_ms_ = now_ms;
  }
  if (now_ms - since_ms_ < kStableMs) return false;
  is_known_ = true;
  is_waiting_ = false;
  settled_ = level;
  return true;
}

Gesture Button::update(bool is_down, uint64_t now_ms) {
  if (contact_.update(is_down, now_ms)) {
    if (!contact_.level()) {
      const bool was_tapped = is_armed_ && told_ == Gesture::none && down_since_ms_ != 0;
      is_armed_ = true;
      down_since_ms_ = 0;
      return was_tapped ? Gesture::tap : Gesture::none;
    }
    told_ = Gesture::none;
    down_since_ms_ = now_ms;
  }
  if (!is_armed_ || down_since_ms_ == 0 || !contact_.level()) return Gesture::none;
  const uint64_t held_ms = now_ms - down_since_ms_;
  if (told_ == Gesture::none && held_ms >= kHoldMs) return told_ = Gesture::hold;
  if (told_ == Gesture::hold && held_ms >= kLongHoldMs) return told_ = Gesture::long_hold;
  return Gesture::none;
}

}  // namespace platform
