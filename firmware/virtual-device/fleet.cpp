#include "fleet.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>

namespace platform::host {
namespace {

constexpr int kTurnMs = 20;
// Every device gets its housekeeping about ten times a second; a slice per turn keeps a storm of TLS
// handshakes from holding up the sockets that are ready.
constexpr size_t kTurnsPerRound = 5;
constexpr size_t kLargestSlice = 100;
constexpr uint64_t kFlushMs = 200;
constexpr uint64_t kDrainMs = 1000;
constexpr uint64_t kLookForUnitsMs = 500;
constexpr size_t kReadyAtOnce = 512;

int64_t steady_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

}  // namespace

HostClock::HostClock() : started_ms_(steady_ms()) {}

Instant HostClock::now() const {
  return {static_cast<uint64_t>(steady_ms() - started_ms_), unix_ms_now()};
}

Fleet::Fleet(const Options& options)
    : options_(options),
      recorder_(options.ack_log, options.events),
      licenses_(options.license_url, options.file.ca_file),
      ready_(kReadyAtOnce),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) throw UsageError("epoll is not available");
  for (const DeviceSettings& settings : options.file.devices) add(settings);
  if (!options.nvs.empty()) nvs_.emplace(options);
  if (!options.control.empty()) control_.emplace(options.control);
}

Crypto& Fleet::crypto_for(const std::string& lease_public_key) {
  std::unique_ptr<PsaCrypto>& crypto = cryptos_[lease_public_key];
  if (!crypto) {
    crypto = std::make_unique<PsaCrypto>(lease_public_key);
    if (!lease_public_key.empty() && !crypto->has_key()) {
      cryptos_.erase(lease_public_key);
      throw UsageError("the public key of leases is not a P-256 public key in PEM");
    }
  }
  return *crypto;
}

void Fleet::add(const DeviceSettings& settings) {
  const size_t index = devices_.size();
  if (by_id_.count(settings.device_id) > 0) throw UsageError("there are two devices " + settings.device_id);
  Crypto& crypto = crypto_for(settings.lease_public_key.value_or(options_.file.lease_public_key));
  devices_.push_back(make_device(index, settings, {options_, crypto, recorder_, licenses_}));
  by_id_.emplace(settings.device_id, index);
  if (devices_.back()->sample_interval_s() > 0) samplers_.push_back(index);
  watches_.emplace_back();
}

void Fleet::start(size_t device, Instant now) {
  devices_[device]->start(now);
  const double interval_s = devices_[device]->sample_interval_s();
  if (interval_s <= 0) return;
  // Phases spread over the interval, as devices are switched on at any time.
  const double phase = static_cast<double>(fnv1a(devices_[device]->settings().device_id) % 1000) / 1000;
  due_.push({now.uptime_ms + static_cast<uint64_t>(phase * interval_s * 1000), device});
}

void Fleet::add_new_units(Instant now) {
  if (!nvs_ || now.uptime_ms < looked_for_units_at_ms_) return;
  looked_for_units_at_ms_ = now.uptime_ms + kLookForUnitsMs;
  for (const DeviceSettings& settings : nvs_->take_new()) {
    try {
      add(settings);
      start(devices_.size() - 1, now);
      recorder_.event(settings.device_id, "started");
    } catch (const UsageError& error) {
      recorder_.event(settings.device_id, "not_started", member("reason", error.what()));
    }
  }
  for (const std::string& mistake : nvs_->take_mistakes()) {
    recorder_.event("", "nvs_unreadable", member("reason", mistake));
  }
}

void Fleet::obey(const ControlLine& line, Instant now) {
  const auto found = by_id_.find(line.device_id);
  bool is_done = false;
  if (found != by_id_.end()) {
    VirtualDevice& device = *devices_[found->second];
    switch (line.kind) {
      case ControlLine::Kind::press:
        is_done = device.press(line.is_long, now);
        break;
      case ControlLine::Kind::input:
        is_done = device.set_input(line.key, line.is_closed);
        break;
      case ControlLine::Kind::away:
        device.go_away(line.seconds, now);
        is_done = true;
        break;
      case ControlLine::Kind::unknown:
        break;
    }
  }
  recorder_.event(line.device_id, is_done ? "control" : "control_refused", member("line", line.text));
}

Fleet::~Fleet() {
  ::close(epoll_);
}

void Fleet::run(const volatile std::sig_atomic_t& stop_requested) {
  const Instant start = clock_.now();
  for (size_t i = 0; i < devices_.size(); ++i) this->start(i, start);
  const auto until = static_cast<uint64_t>(options_.duration_s * 1000);
  Instant now = clock_.now();
  while (stop_requested == 0 && (until == 0 || now.uptime_ms - start.uptime_ms < until)) {
    poll_sockets(next_timeout_ms(now));
    now = clock_.now();
    add_new_units(now);
    if (control_) {
      for (const ControlLine& line : control_->take_lines()) obey(line, now);
    }
    if (options_.rate > 0) {
      take_samples_at_rate(now);
    } else {
      take_samples(now);
    }
    tick_some(now);
    for (const LicenseClient::Answer& answer : licenses_.take_answers()) {
      devices_[answer.device]->on_license_answer(answer.status, now);
    }
    if (now.uptime_ms - flushed_at_ms_ >= kFlushMs) {
      recorder_.flush();
      flushed_at_ms_ = now.uptime_ms;
    }
  }
  drain();
  for (const auto& device : devices_) device->stop();
  recorder_.flush();
  seconds_ = static_cast<double>(clock_.now().uptime_ms - start.uptime_ms) / 1000;
}

// What is on its way gets a moment to be acknowledged, so that a restart need not send it again.
void Fleet::drain() {
  const uint64_t until = clock_.now().uptime_ms + kDrainMs;
  const auto is_waiting = [](const auto& device) { return device->core().session().in_flight() > 0; };
  while (clock_.now().uptime_ms < until && std::any_of(devices_.begin(), devices_.end(), is_waiting)) {
    poll_sockets(kTurnMs);
  }
}

int Fleet::next_timeout_ms(Instant now) const {
  if (options_.rate > 0) return options_.rate > 200 ? 5 : kTurnMs;
  if (due_.empty()) return kTurnMs;
  const uint64_t due = due_.top().at_ms;
  return due <= now.uptime_ms ? 0 : static_cast<int>(std::min<uint64_t>(due - now.uptime_ms, kTurnMs));
}

void Fleet::poll_sockets(int timeout_ms) {
  const int count = ::epoll_wait(epoll_, ready_.data(), static_cast<int>(ready_.size()), timeout_ms);
  const Instant now = clock_.now();
  for (int i = 0; i < count; ++i) {
    const auto device = static_cast<size_t>(ready_[i].data.u64);
    const uint32_t events = ready_[i].events;
    const bool broken = (events & (EPOLLERR | EPOLLHUP)) != 0;
    devices_[device]->service(broken || (events & EPOLLIN) != 0, (events & EPOLLOUT) != 0, broken, now);
    watch(device);
  }
}

void Fleet::watch(size_t device) {
  Watch& watched = watches_[device];
  const int socket = devices_[device]->socket();
  if (socket < 0) {
    // A closed socket has left the set by itself.
    watched = {};
    return;
  }
  const uint32_t interest =
      EPOLLIN | (devices_[device]->wants_write() ? static_cast<uint32_t>(EPOLLOUT) : 0U);
  if (watched.socket == socket && watched.interest == interest) return;
  epoll_event event{};
  event.events = interest;
  event.data.u64 = device;
  // The number of a closed socket may have been given to its successor, which is not in the set yet.
  if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, socket, &event) != 0)
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event);
  watched = {socket, interest};
}

void Fleet::take_samples(Instant now) {
  while (!due_.empty() && due_.top().at_ms <= now.uptime_ms) {
    Due next = due_.top();
    due_.pop();
    devices_[next.device]->sample(now);
    watch(next.device);
    const double interval_ms = devices_[next.device]->sample_interval_s() * 1000;
    next.at_ms += std::max<uint64_t>(1, static_cast<uint64_t>(interval_ms));
    due_.push(next);
  }
}

void Fleet::take_samples_at_rate(Instant now) {
  if (samplers_.empty()) return;
  const auto target = static_cast<uint64_t>(static_cast<double>(now.uptime_ms) * options_.rate / 1000);
  for (; sampled_ < target; ++sampled_) {
    const size_t device = samplers_[next_sample_];
    devices_[device]->sample(now);
    watch(device);
    next_sample_ = (next_sample_ + 1) % samplers_.size();
  }
}

void Fleet::tick_some(Instant now) {
  if (devices_.empty()) return;
  const size_t slice = std::clamp<size_t>(devices_.size() / kTurnsPerRound, 1, kLargestSlice);
  for (size_t i = 0; i < slice; ++i) {
    devices_[next_tick_]->tick(now);
    watch(next_tick_);
    next_tick_ = (next_tick_ + 1) % devices_.size();
  }
}

}  // namespace platform::host
