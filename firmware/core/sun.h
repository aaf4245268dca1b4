#pragma once

#include <cstdint>
#include <optional>

namespace platform {

/// Degrees; north and east are positive.
struct Place {
  double latitude = 0;
  double longitude = 0;
};

enum class SunEvent : uint8_t { sunrise, sunset };

/// When the upper edge of the sun crosses the horizon, in seconds since 1970, on the solar day of `place`
/// whose noon is nearest to noon UTC of `day` (days since 1970) shifted by its longitude. Nothing on days
/// of polar day and polar night. Exact to a minute or so up to 70 degrees of latitude.
std::optional<int64_t> sun_event(SunEvent event, int64_t day, const Place& place);

}  // namespace platform
