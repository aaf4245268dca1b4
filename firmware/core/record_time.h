#pragma once

#include <cstdint>

#include "core/bytes.h"
#include "core/instant.h"

namespace platform {

/// When a record was made: wall time or none, always the uptime and which boot it counts from.
struct RecordTime {
  int64_t unix_ms = Instant::kUnknown;
  uint32_t uptime_s = 0;
  uint32_t boot = 0;

  void encode(ByteWriter& out) const {
    out.put(unix_ms);
    out.put(uptime_s);
    out.put(boot);
  }

  void decode(ByteReader& in) {
    unix_ms = in.get<int64_t>();
    uptime_s = in.get<uint32_t>();
    boot = in.get<uint32_t>();
  }
};

}  // namespace platform
