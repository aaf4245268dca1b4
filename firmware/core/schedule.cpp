#include "core/schedule.h"

#include <algorithm>
#include <limits>

#include "core/calendar.h"
#include "core/json_reader.h"

namespace platform {
namespace {

constexpr size_t kLongestItem = 256;
constexpr int16_t kLongestShift = 720;

class SetFields final : public JsonFields {
 public:
  void on_text(std::string_view key, std::string_view value) override {
    if (key == "tz") time_zone = value;
  }
  void on_integer(std::string_view key, int64_t value) override {
    if (key == "version") version = value;
    on_fraction(key, static_cast<double>(value));
  }
  void on_fraction(std::string_view key, double value) override {
    if (key == "lat") latitude = value;
    if (key == "lon") longitude = value;
  }
  void on_nested(std::string_view key, JsonPart part) override {
    if (key == "items") items = part;
  }

  std::optional<int64_t> version;
  std::string_view time_zone;
  std::optional<double> latitude;
  std::optional<double> longitude;
  JsonPart items;
};

class ItemFields final : public JsonFields {
 public:
  void on_text(std::string_view key, std::string_view value) override {
    if (key == "at") at = value;
    if (key == "command") command = value;
  }
  void on_integer(std::string_view key, int64_t value) override {
    if (key == "id") id = value;
    if (key == "days") days = value;
  }
  void on_boolean(std::string_view key, bool value) override {
    if (key == "on") is_on = value;
  }
  void on_nested(std::string_view key, JsonPart part) override {
    if (key == "args") args = part;
  }

  std::optional<int64_t> id;
  std::optional<int64_t> days;
  bool is_on = true;
  std::string_view at;
  std::string_view command;
  JsonPart args;
};

std::optional<int16_t> parse_digits(std::string_view text, size_t least, size_t most) {
  if (text.size() < least || text.size() > most) return std::nullopt;
  int16_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = static_cast<int16_t>(value * 10 + (c - '0'));
  }
  return value;
}

// `07:30`, `sunrise`, `sunset-10`.
bool read_start(std::string_view at, ScheduleItem& item) {
  item.start = at.substr(0, 7) == "sunrise"  ? ScheduleStart::sunrise
               : at.substr(0, 6) == "sunset" ? ScheduleStart::sunset
                                             : ScheduleStart::midnight;
  if (item.start == ScheduleStart::midnight) {
    if (at.size() != 5 || at[2] != ':') return false;
    const auto hours = parse_digits(at.substr(0, 2), 2, 2);
    const auto minutes = parse_digits(at.substr(3), 2, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return false;
    item.minutes = static_cast<int16_t>(*hours * 60 + *minutes);
    return true;
  }
  const std::string_view shift = at.substr(item.start == ScheduleStart::sunrise ? 7 : 6);
  if (shift.empty()) return true;
  const auto minutes = parse_digits(shift.substr(1), 1, 3);
  if ((shift[0] != '+' && shift[0] != '-') || !minutes || *minutes > kLongestShift) return false;
  item.minutes = static_cast<int16_t>(shift[0] == '-' ? -*minutes : *minutes);
  return true;
}

bool read_item(std::string_view text, const ControllerState& state, ScheduleItem& item) {
  std::array<char, kLongestItem + 1> buffer;
  ItemFields fields;
  if (!read_json_object(text, buffer, fields)) return false;
  const std::optional<CommandKind> kind = command_kind(fields.command);
  if (!fields.id || *fields.id < 0 || *fields.id > std::numeric_limits<uint32_t>::max()) return false;
  if (!fields.days || *fields.days < 1 || *fields.days > 127 || !kind) return false;
  Refusal refusal;
  const std::optional<Action> action = parse_action(*kind, fields.args.of(text), state, refusal);
  if (!action || !read_start(fields.at, item)) return false;
  item.id = static_cast<uint32_t>(*fields.id);
  item.days = static_cast<uint8_t>(*fields.days);
  item.is_on = fields.is_on;
  item.action = *action;
  return true;
}

// Parses the array of items, and each as it comes.
class ItemList final : public JsonFields {
 public:
  ItemList(std::string_view text, const ControllerState& state, ScheduleSet& set)
      : text_(text), state_(state), set_(set) {}

  void on_other(std::string_view) override { ok = false; }
  void on_nested(std::string_view, JsonPart part) override {
    ok = ok && set_.count < ScheduleSet::kMost && read_item(part.of(text_), state_, set_.items[set_.count++]);
  }

  bool ok = true;

 private:
  std::string_view text_;
  const ControllerState& state_;
  ScheduleSet& set_;
};

bool needs_place(const ScheduleSet& set) {
  return std::any_of(set.items.begin(), set.items.begin() + set.count,
                     [](const ScheduleItem& item) { return item.start != ScheduleStart::midnight; });
}

}  // namespace

std::optional<ScheduleSet> parse_schedules(std::string_view args, const ControllerState& state) {
  CommandText text;
  SetFields fields;
  if (!read_json_object(args, text, fields)) return std::nullopt;
  ScheduleSet set;
  if (!fields.version || *fields.version < 0 || *fields.version > std::numeric_limits<uint32_t>::max() ||
      !TimeZone::parse(fields.time_zone) || fields.latitude.has_value() != fields.longitude.has_value()) {
    return std::nullopt;
  }
  set.version = static_cast<uint32_t>(*fields.version);
  set.time_zone.assign(fields.time_zone);
  if (fields.latitude) {
    const bool is_on_earth = *fields.latitude >= -90 && *fields.latitude <= 90 && *fields.longitude >= -180 &&
                             *fields.longitude <= 180;
    if (!is_on_earth) return std::nullopt;
    set.place = Place{*fields.latitude, *fields.longitude};
  }
  // The set's own fields are taken: its buffer serves the items.
  const std::string_view items = fields.items.of(args);
  ItemList list(items, state, set);
  if (!read_json_array(items, text, list) || !list.ok) return std::nullopt;
  if (needs_place(set) && !set.place) return std::nullopt;
  return set;
}

std::optional<int64_t> due_on(const ScheduleItem& item, int64_t day, const TimeZone& zone,
                              const std::optional<Place>& place) {
  if (!item.is_on || (item.days >> weekday(day) & 1) == 0) return std::nullopt;
  if (item.start == ScheduleStart::midnight) return zone.to_unix(day * kDayS + item.minutes * 60);
  if (!place) return std::nullopt;
  const SunEvent event = item.start == ScheduleStart::sunrise ? SunEvent::sunrise : SunEvent::sunset;
  // Clocks need not follow the sun: the solar day of that date may be the calendar's day before or after.
  for (const int64_t solar_day : {day, day - 1, day + 1}) {
    const std::optional<int64_t> at = sun_event(event, solar_day, *place);
    if (at && day_of(*at + zone.offset_s(*at)) == day) return *at + item.minutes * 60;
  }
  return std::nullopt;
}

}  // namespace platform
