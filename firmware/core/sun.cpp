#include "core/sun.h"

#include <math.h>

#include "core/calendar.h"

// The equations of NOAA's solar calculator (Global Monitoring Laboratory, "General Solar Position
// Calculations", https://gml.noaa.gov/grad/solcalc/calcdetails.html), which are those of J. Meeus,
// "Astronomical Algorithms", chapters 25 and 28. Names follow that text.
namespace platform {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kRadians = kPi / 180;
// 90 degrees, 34 minutes of refraction at the horizon, 16 minutes of the sun's radius.
constexpr double kZenith = 90.833;
constexpr double kMinutesPerDegree = 4;
constexpr double kNoonMinutes = 720;
constexpr double kDayMinutes = 1440;
constexpr double kJulianDay1970 = 2'440'587.5;
constexpr double kJulianDay2000 = 2'451'545;
constexpr double kDaysPerCentury = 36'525;
// The first pass takes the sun's place at noon, the others that of the event found before.
constexpr int kPasses = 3;

struct SunPosition {
  double declination = 0;       // radians
  double equation_of_time = 0;  // minutes
};

SunPosition sun_position(double days_since_1970) {
  const double t = (kJulianDay1970 + days_since_1970 - kJulianDay2000) / kDaysPerCentury;
  const double mean_longitude = fmod(280.46646 + t * (36'000.76983 + t * 0.0003032), 360) * kRadians;
  const double mean_anomaly = (357.52911 + t * (35'999.05029 - 0.0001537 * t)) * kRadians;
  const double eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
  const double center = sin(mean_anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t)) +
                        sin(2 * mean_anomaly) * (0.019993 - 0.000101 * t) + sin(3 * mean_anomaly) * 0.000289;
  const double omega = (125.04 - 1934.136 * t) * kRadians;
  const double apparent_longitude = mean_longitude + (center - 0.00569 - 0.00478 * sin(omega)) * kRadians;
  const double mean_obliquity = 23 + (26 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60) / 60;
  const double obliquity = (mean_obliquity + 0.00256 * cos(omega)) * kRadians;
  const double y = tan(obliquity / 2) * tan(obliquity / 2);
  const double equation = y * sin(2 * mean_longitude) - 2 * eccentricity * sin(mean_anomaly) +
                          4 * eccentricity * y * sin(mean_anomaly) * cos(2 * mean_longitude) -
                          0.5 * y * y * sin(4 * mean_longitude) -
                          1.25 * eccentricity * eccentricity * sin(2 * mean_anomaly);
  return {asin(sin(obliquity) * sin(apparent_longitude)), kMinutesPerDegree * equation / kRadians};
}

}  // namespace

std::optional<int64_t> sun_event(SunEvent event, int64_t day, const Place& place) {
  const double latitude = place.latitude * kRadians;
  double minutes = kNoonMinutes - kMinutesPerDegree * place.longitude;
  for (int pass = 0; pass < kPasses; ++pass) {
    const SunPosition sun = sun_position(static_cast<double>(day) + minutes / kDayMinutes);
    const double cosine = cos(kZenith * kRadians) / (cos(latitude) * cos(sun.declination)) -
                          tan(latitude) * tan(sun.declination);
    // Also false when it is not a number, at the poles.
    if (!(cosine >= -1 && cosine <= 1)) return std::nullopt;
    const double hour_angle = acos(cosine) / kRadians;
    const double side = event == SunEvent::sunrise ? hour_angle : -hour_angle;
    minutes = kNoonMinutes - kMinutesPerDegree * (place.longitude + side) - sun.equation_of_time;
  }
  return day * kDayS + static_cast<int64_t>(minutes * 60);
}

}  // namespace platform
