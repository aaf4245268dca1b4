#include <cstddef>
#include <cstdint>
#include <string_view>

#include "check.h"
#include "control_channel.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using platform::host::ControlLine;
  const ControlLine line = platform::host::parse_control_line({reinterpret_cast<const char*>(data), size});
  check(line.kind == ControlLine::Kind::unknown || !line.device_id.empty(),
        "what is done is done to a device");
  check(line.kind != ControlLine::Kind::away || line.seconds > 0, "away is for a while");
  return 0;
}
