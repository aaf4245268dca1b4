#include "core/license.h"

#include <gtest/gtest.h>

#include "fakes.h"

namespace platform {
namespace {

using test::at;

Command command(std::string_view id, CommandKind kind, int64_t issued_at_ms) {
  Command c;
  c.id = id;
  c.kind = kind;
  c.reason = "payment_overdue";
  c.issued_at_ms = issued_at_ms;
  c.ttl_s = 60;
  return c;
}

class LicenseTest : public testing::Test {
 protected:
  static constexpr uint32_t kGraceS = 100;

  License reboot(Instant now) {
    License fresh(store, kGraceS);
    fresh.load(now);
    return fresh;
  }

  test::FakeStore store;
  License license = reboot(at(0));
};

TEST_F(LicenseTest, New_device_is_active) {
  EXPECT_EQ(license.state(at(0)), LicenseState::active);
  EXPECT_EQ(license.reason(at(0)), "");
}

TEST_F(LicenseTest, Disable_survives_a_restart) {
  ASSERT_TRUE(license.disable(command("a", CommandKind::disable, at(0).unix_ms), at(0)));
  const License after = reboot(at(0));
  EXPECT_EQ(after.state(at(0)), LicenseState::disabled);
  EXPECT_EQ(after.reason(at(0)), "payment_overdue");
  ASSERT_NE(after.history().find("a"), nullptr);
}

TEST_F(LicenseTest, Change_that_is_not_persisted_did_not_happen) {
  store.broken = true;
  EXPECT_FALSE(license.disable(command("a", CommandKind::disable, at(0).unix_ms), at(0)));
  EXPECT_EQ(license.state(at(0)), LicenseState::active);
  EXPECT_EQ(license.history().find("a"), nullptr);
}

TEST_F(LicenseTest, Enable_lifts_the_switch) {
  license.disable(command("a", CommandKind::disable, at(0).unix_ms), at(0));
  ASSERT_TRUE(license.enable(command("b", CommandKind::enable, at(1).unix_ms), at(1)));
  EXPECT_EQ(reboot(at(2)).state(at(2)), LicenseState::active);
}

TEST_F(LicenseTest, Earlier_switch_is_overtaken_by_a_later_one) {
  license.enable(command("b", CommandKind::enable, at(1000).unix_ms), at(1000));
  EXPECT_TRUE(license.is_overtaken(command("a", CommandKind::disable, at(999).unix_ms)));
  EXPECT_FALSE(license.is_overtaken(command("c", CommandKind::disable, at(1000).unix_ms)));
  EXPECT_FALSE(license.is_overtaken(command("l", CommandKind::lease, at(0).unix_ms)));
}

TEST_F(LicenseTest, Lease_runs_out_after_its_grace) {
  const int64_t until_s = at(10'000).unix_ms / 1000;
  ASSERT_TRUE(license.renew(command("l", CommandKind::lease, at(0).unix_ms), {until_s, 3}, at(0)));
  EXPECT_EQ(license.state(at(110'000)), LicenseState::active);
  EXPECT_EQ(license.state(at(111'000)), LicenseState::lease_expired);
  EXPECT_EQ(license.reason(at(111'000)), "lease_expired");
  ASSERT_TRUE(
      license.renew(command("m", CommandKind::lease, at(111'000).unix_ms), {until_s + 1000, 4}, at(111'000)));
  EXPECT_EQ(license.state(at(111'000)), LicenseState::active);
  EXPECT_EQ(reboot(at(112'000)).lease_sequence(), 4);
}

TEST_F(LicenseTest, Clock_set_back_does_not_prolong_a_lease) {
  const int64_t until_s = at(10'000).unix_ms / 1000;
  license.renew(command("l", CommandKind::lease, at(0).unix_ms), {until_s, 3}, at(0));
  EXPECT_EQ(license.state({111'000, at(0).unix_ms - 86'400'000}), LicenseState::lease_expired);
  EXPECT_EQ(license.state(test::without_wall_time(111'000)), LicenseState::lease_expired);
  EXPECT_EQ(license.state(test::without_wall_time(50'000)), LicenseState::active);
}

TEST_F(LicenseTest, Disabled_wins_over_an_expired_lease) {
  const int64_t until_s = at(0).unix_ms / 1000;
  license.renew(command("l", CommandKind::lease, at(0).unix_ms), {until_s, 3}, at(0));
  license.disable(command("d", CommandKind::disable, at(1).unix_ms), at(1));
  EXPECT_EQ(license.state(at(500'000)), LicenseState::disabled);
  license.lift_switch(at(500'000));
  EXPECT_EQ(license.state(at(500'000)), LicenseState::lease_expired);
}

TEST_F(LicenseTest, Damaged_record_is_not_believed) {
  license.disable(command("a", CommandKind::disable, at(0).unix_ms), at(0));
  const std::vector<uint8_t> good = store.values["license"];
  for (size_t i = 0; i < good.size(); ++i) {
    store.values["license"] = good;
    store.values["license"][i] ^= 0x10;
    EXPECT_EQ(reboot(at(0)).state(at(0)), LicenseState::active) << "byte " << i;
  }
  for (size_t length = 0; length < good.size(); ++length) {
    store.values["license"].assign(good.begin(), good.begin() + static_cast<ptrdiff_t>(length));
    EXPECT_EQ(reboot(at(0)).state(at(0)), LicenseState::active) << "length " << length;
  }
}

}  // namespace
}  // namespace platform
