#include "core/schedule.h"
#include "core/sealed_record.h"

namespace platform {
namespace {

constexpr std::string_view kKey = "schedules";
constexpr uint8_t kVersion = 1;
constexpr size_t kLongestRecord = 512;
constexpr double kMicro = 1e6;

}  // namespace

bool ScheduleSet::save(Store& store) const {
  SealedWriter<kLongestRecord> record(kVersion);
  record.out.put(version);
  record.out.put(issued_at_ms);
  record.out.put_text(time_zone.view());
  record.out.put(static_cast<uint8_t>(place.has_value()));
  record.out.put(static_cast<int32_t>(place ? place->latitude * kMicro : 0));
  record.out.put(static_cast<int32_t>(place ? place->longitude * kMicro : 0));
  record.out.put(count);
  for (size_t i = 0; i < count; ++i) {
    const ScheduleItem& item = items[i];
    record.out.put(item.id);
    record.out.put(static_cast<uint8_t>(item.is_on));
    record.out.put(item.days);
    record.out.put(static_cast<uint8_t>(item.start));
    record.out.put(item.minutes);
    record.out.put(static_cast<uint8_t>(item.action.kind));
    record.out.put(item.action.item);
    record.out.put(static_cast<uint8_t>(item.action.is_toggle));
    record.out.put(item.action.value);
  }
  return record.save(store, kKey);
}

bool ScheduleSet::load(Store& store, const ControllerState& state) {
  SealedReader<kLongestRecord> record(store, kKey, kVersion);
  ScheduleSet set;
  set.version = record.in.get<uint32_t>();
  set.issued_at_ms = record.in.get<int64_t>();
  set.time_zone.assign(record.in.get_text());
  const bool has_place = record.in.get<uint8_t>() != 0;
  const Place stored{record.in.get<int32_t>() / kMicro, record.in.get<int32_t>() / kMicro};
  if (has_place) set.place = stored;
  set.count = record.in.get<uint8_t>();
  if (set.count > kMost) return false;
  for (size_t i = 0; i < set.count; ++i) {
    ScheduleItem& item = set.items[i];
    item.id = record.in.get<uint32_t>();
    item.is_on = record.in.get<uint8_t>() != 0;
    item.days = record.in.get<uint8_t>();
    item.start = static_cast<ScheduleStart>(record.in.get<uint8_t>());
    item.minutes = record.in.get<int16_t>();
    item.action.kind = static_cast<CommandKind>(record.in.get<uint8_t>());
    item.action.item = record.in.get<uint8_t>();
    item.action.is_toggle = record.in.get<uint8_t>() != 0;
    item.action.value = record.in.get<uint32_t>();
    if (item.action.item >= state.size()) return false;
  }
  if (!record.is_complete()) return false;
  *this = set;
  return true;
}

}  // namespace platform
