#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace platform {

using TimestampText = std::array<char, 24>;

/// RFC 3339 in UTC with milliseconds, e.g. 2026-11-20T10:00:00.123Z; years 1970 to 9999.
std::string_view format_timestamp(int64_t unix_ms, TimestampText& out);

/// Reads RFC 3339 (any number of fractional digits, `Z` or an offset) as milliseconds since 1970.
std::optional<int64_t> parse_timestamp(std::string_view text);

}  // namespace platform
