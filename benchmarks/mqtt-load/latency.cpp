#include "latency.h"

namespace platform::load {

void Latency::add(uint64_t microseconds) {
  uint32_t shift = 0;
  while ((microseconds >> shift) >= 2 * kSub) ++shift;
  ++counts_[shift * kSub + (microseconds >> shift)];
  ++total_;
}

double Latency::quantile_ms(double share) const {
  const auto wanted = static_cast<uint64_t>(share * static_cast<double>(total_));
  uint64_t seen = 0;
  for (uint64_t i = 0; i < counts_.size(); ++i) {
    seen += counts_[i];
    if (seen == 0 || seen < wanted) continue;
    // Below 2·kSub a bucket is one microsecond; above, bucket i holds values whose leading bits are
    // i modulo kSub plus kSub, shifted.
    const uint64_t shift = i < 2 * kSub ? 0 : i / kSub - 1;
    const uint64_t value = (i - shift * kSub + 1) << shift;
    return static_cast<double>(value) / 1000;
  }
  return 0;
}

}  // namespace platform::load
