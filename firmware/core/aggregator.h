#pragma once

#include <cstdint>
#include <optional>

#include "core/reading.h"

namespace platform {

/// Summarises samples per minute while the platform is out of reach for long, so that the journal lasts
/// for days: minimum, mean and maximum of each value.
class Aggregator {
 public:
  static constexpr uint32_t kWindowS = 60;

  /// Takes one sample; returns the finished window when this sample is the first of the next.
  std::optional<Reading> add(const Reading& sample);

  /// Ends the open window early, when the link is back.
  std::optional<Reading> flush();

 private:
  void open(const Reading& sample);

  Reading window_;
  int64_t temperature_sum_ = 0;
  uint64_t humidity_sum_ = 0;
  uint64_t aqi_sum_ = 0;
  uint64_t pressure_sum_ = 0;
  uint16_t count_ = 0;
};

}  // namespace platform
