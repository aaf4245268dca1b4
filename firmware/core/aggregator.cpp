#include "core/aggregator.h"

#include <algorithm>
#include <limits>

namespace platform {
namespace {

int64_t rounded_mean(int64_t sum, int64_t count) {
  return (sum + (sum < 0 ? -count : count) / 2) / count;
}

}  // namespace

std::optional<Reading> Aggregator::add(const Reading& sample) {
  std::optional<Reading> finished;
  const bool next_window = count_ > 0 && (sample.time.boot != window_.time.boot ||
                                          sample.time.uptime_s - window_.time.uptime_s >= kWindowS ||
                                          count_ == std::numeric_limits<uint16_t>::max());
  if (next_window) finished = flush();
  if (count_ == 0) open(sample);
  const Measurement& m = sample.value;
  temperature_sum_ += m.temperature_tenths;
  humidity_sum_ += m.humidity_tenths;
  aqi_sum_ += m.aqi;
  pressure_sum_ += m.pressure_tenths;
  Measurement& low = window_.lowest;
  Measurement& high = window_.highest;
  low.temperature_tenths = std::min(low.temperature_tenths, m.temperature_tenths);
  low.humidity_tenths = std::min(low.humidity_tenths, m.humidity_tenths);
  low.aqi = std::min(low.aqi, m.aqi);
  low.pressure_tenths = std::min(low.pressure_tenths, m.pressure_tenths);
  high.temperature_tenths = std::max(high.temperature_tenths, m.temperature_tenths);
  high.humidity_tenths = std::max(high.humidity_tenths, m.humidity_tenths);
  high.aqi = std::max(high.aqi, m.aqi);
  high.pressure_tenths = std::max(high.pressure_tenths, m.pressure_tenths);
  // A window is as trustworthy as its worst sample.
  window_.value.aqi_accuracy = std::min(window_.value.aqi_accuracy, m.aqi_accuracy);
  ++count_;
  return finished;
}

std::optional<Reading> Aggregator::flush() {
  if (count_ == 0) return std::nullopt;
  const int64_t count = count_;
  Measurement& mean = window_.value;
  mean.temperature_tenths = static_cast<int16_t>(rounded_mean(temperature_sum_, count));
  mean.humidity_tenths = static_cast<uint16_t>(rounded_mean(static_cast<int64_t>(humidity_sum_), count));
  mean.aqi = static_cast<uint16_t>(rounded_mean(static_cast<int64_t>(aqi_sum_), count));
  mean.pressure_tenths = static_cast<uint16_t>(rounded_mean(static_cast<int64_t>(pressure_sum_), count));
  window_.samples = count_;
  window_.window_s = kWindowS;
  count_ = 0;
  return window_;
}

void Aggregator::open(const Reading& sample) {
  window_ = sample;
  window_.lowest = sample.value;
  window_.highest = sample.value;
  temperature_sum_ = 0;
  humidity_sum_ = 0;
  aqi_sum_ = 0;
  pressure_sum_ = 0;
}

}  // namespace platform
