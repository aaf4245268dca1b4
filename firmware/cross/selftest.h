#pragma once

#include <algorithm>
#include <array>
#include <cstring>

#include "core/device.h"
#include "ports/crypto.h"
#include "ports/flash.h"
#include "ports/store.h"

namespace platform::selftest {

/// Prints a line in the manner of TAP and counts what failed.
void report(const char* name, bool passed);

/// The controller's part of the test.
void test_controller();

/// NOR flash: programming only clears bits; the supply may fail after some bytes.
class NorFlash final : public Flash {
 public:
  NorFlash() { bytes_.fill(0xFF); }
  uint32_t size() const override { return bytes_.size(); }
  uint32_t sector_size() const override { return 512; }
  bool read(uint32_t offset, uint8_t* out, size_t length) override {
    std::copy_n(bytes_.begin() + offset, length, out);
    return true;
  }
  bool program(uint32_t offset, const uint8_t* data, size_t length) override {
    for (size_t i = 0; i < length; ++i, --budget) {
      if (budget == 0) return false;
      bytes_[offset + i] &= data[i];
    }
    return true;
  }
  bool erase_sector(uint32_t offset) override {
    std::fill_n(bytes_.begin() + offset, sector_size(), 0xFF);
    return true;
  }
  uint32_t budget = 0xFFFFFFFF;

 private:
  std::array<uint8_t, 4096> bytes_;
};

class SmallStore final : public Store {
 public:
  int32_t read(std::string_view key, uint8_t* out, size_t capacity) override {
    const Slot& slot = slot_of(key);
    if (slot.length == 0 || slot.length > capacity) return -1;
    std::memcpy(out, slot.bytes.data(), slot.length);
    return static_cast<int32_t>(slot.length);
  }
  bool write(std::string_view key, const uint8_t* value, size_t length) override {
    Slot& slot = slot_of(key);
    std::memcpy(slot.bytes.data(), value, length);
    slot.length = length;
    return true;
  }

 private:
  struct Slot {
    FixedString<15> key;
    std::array<uint8_t, 1024> bytes;
    size_t length = 0;
  };

  Slot& slot_of(std::string_view key) {
    for (Slot& slot : slots_) {
      if (slot.key.empty()) slot.key.assign(key);
      if (slot.key.view() == key) return slot;
    }
    return slots_.back();
  }

  std::array<Slot, 8> slots_;
};

class RecordingLink final : public Link {
 public:
  bool connect(const LastWill&) override { return true; }
  void drop() override {}
  int32_t publish(std::string_view, std::string_view payload, bool retain) override {
    last.assign(payload);
    if (retain) kept.assign(payload);
    return ++id;
  }
  bool subscribe(std::string_view) override { return true; }
  FixedString<1024> last;
  FixedString<1024> kept;
  int32_t id = 0;
};

// Mbed TLS is not part of this build: the signature is taken for good, all around it is the real code.
class TrustingCrypto final : public Crypto {
 public:
  bool verify_es256(const uint8_t*, size_t, const Es256Signature&) override { return true; }
  bool sha256(const uint8_t*, size_t, Sha256Digest&) override { return false; }
};

class Silent final : public LicenseQuery, public DeviceObserver {
 public:
  void ask() override { ++asked; }
  void on_delivered(uint32_t, int64_t) override { ++delivered; }
  void on_command(const Command&, CommandOutcome, std::optional<Refusal>) override {}
  void on_state(LicenseState, std::string_view) override {}
  int asked = 0;
  int delivered = 0;
};

constexpr int64_t kStart = 1'795'168'800'000;
inline Instant at(uint64_t ms) {
  return {ms, kStart + static_cast<int64_t>(ms)};
}

}  // namespace platform::selftest
