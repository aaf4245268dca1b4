#include <cstddef>
#include <cstdint>
#include <string>

#include "check.h"
#include "core/command.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string payload(reinterpret_cast<const char*>(data), size);
  platform::CommandText text;
  const platform::ParsedCommand parsed = platform::parse_command(payload, text);
  const platform::Command& command = parsed.command;
  check(command.id.size() <= platform::kLongestCommandId, "the id fits");
  check(command.reason.size() <= platform::kLongestReason, "the reason fits");
  if (parsed.refusal) return 0;
  check(!command.id.empty(), "an accepted command has an id");
  check(command.ttl_s >= 0 && command.issued_at_ms >= -86'400'000, "an accepted command has a time");
  check(command.args.empty() || command.args.front() == '{' || command.args.front() == '[',
        "args are nested");
  check(command.kind != platform::CommandKind::lease || !command.lease.empty(), "LEASE has a lease");
  return 0;
}
