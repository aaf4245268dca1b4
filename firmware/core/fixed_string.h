#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace platform {

/// Text of at most N characters inside the object itself, always followed by a NUL for C interfaces.
template <size_t N>
class FixedString {
 public:
  FixedString() = default;

  /// False when `text` had to be cut.
  bool assign(std::string_view text) {
    size_ = 0;
    return append(text);
  }

  bool append(std::string_view text) {
    const size_t taken = std::min(text.size(), N - size_);
    std::copy_n(text.data(), taken, text_.data() + size_);
    size_ += taken;
    text_[size_] = '\0';
    return taken == text.size();
  }

  std::string_view view() const { return {text_.data(), size_}; }
  const char* c_str() const { return text_.data(); }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

 private:
  std::array<char, N + 1> text_{};
  size_t size_ = 0;
};

}  // namespace platform
