#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace platform {

constexpr size_t kLongestTimeZone = 64;

/// A time zone in the form of POSIX (IEEE Std 1003.1, TZ), with RFC 9636's longer times of change, e.g.
/// `CET-1CEST,M3.5.0,M10.5.0/3`, `<+0530>-5:30`. Rules name a month, week and day (Mm.w.d); others are not
/// read.
class TimeZone {
 public:
  /// UTC.
  TimeZone() = default;

  static std::optional<TimeZone> parse(std::string_view text);

  /// Seconds ahead of UTC at that time.
  int32_t offset_s(int64_t unix_s) const;

  /// When clocks there show `local_s`, counted in seconds like unix time. What they show twice is taken
  /// the first time; what they skip is taken as if they had not been put forward yet.
  int64_t to_unix(int64_t local_s) const;

 private:
  friend class TimeZoneScanner;

  struct Rule {
    uint8_t month = 1;
    uint8_t week = 1;
    uint8_t day = 0;
    int32_t at_s = 7200;
  };

  static int64_t local_change_s(const Rule& rule, int32_t year);

  int32_t standard_s_ = 0;
  int32_t summer_s_ = 0;
  bool has_summer_ = false;
  Rule begin_;
  Rule end_;
};

}  // namespace platform
