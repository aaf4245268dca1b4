#include "core/settings_keeper.h"

#include <gtest/gtest.h>

#include "fakes.h"

namespace platform {
namespace {

using Verdict = SettingsKeeper::Verdict;

class SettingsKeeperTest : public testing::Test {
 protected:
  static Settings with(uint32_t version, std::string_view broker = {}) {
    Settings settings;
    settings.version = version;
    settings.broker.assign(broker);
    return settings;
  }

  test::FakeStore store;
  SettingsKeeper keeper{store};
};

TEST_F(SettingsKeeperTest, Settings_of_the_same_network_apply_at_once_and_survive) {
  EXPECT_EQ(keeper.offer(with(1), "c1", 0), Verdict::applied);
  EXPECT_FALSE(keeper.is_on_trial());
  SettingsKeeper after_restart(store);
  after_restart.load(0);
  EXPECT_EQ(after_restart.kept().version, 1U);
}

TEST_F(SettingsKeeperTest, Another_broker_is_on_trial_until_it_let_the_device_in) {
  EXPECT_EQ(keeper.offer(with(2, "other"), "c2", 0), Verdict::on_trial);
  EXPECT_EQ(keeper.running().broker.view(), "other");
  EXPECT_EQ(keeper.kept().version, 0U);
  EXPECT_TRUE(keeper.confirm());
  EXPECT_EQ(keeper.kept().version, 2U);
  EXPECT_EQ(keeper.command_id(), "c2");
  EXPECT_FALSE(keeper.confirm());
  EXPECT_FALSE(keeper.expire(SettingsKeeper::kTrialMs));
}

TEST_F(SettingsKeeperTest, Another_network_name_is_on_trial_too) {
  Settings settings = with(2);
  settings.wifi_ssid.assign("other");
  EXPECT_EQ(keeper.offer(settings, "c2", 0), Verdict::on_trial);
}

TEST_F(SettingsKeeperTest, Trial_that_fails_goes_back_to_the_former_settings) {
  keeper.offer(with(1), "c1", 0);
  keeper.offer(with(2, "other"), "c2", 1000);
  EXPECT_FALSE(keeper.expire(1000 + SettingsKeeper::kTrialMs - 1));
  EXPECT_TRUE(keeper.expire(1000 + SettingsKeeper::kTrialMs));
  EXPECT_EQ(keeper.running().version, 1U);
  EXPECT_TRUE(keeper.running().broker.empty());
  SettingsKeeper after_restart(store);
  after_restart.load(0);
  EXPECT_FALSE(after_restart.is_on_trial());
  EXPECT_EQ(after_restart.running().version, 1U);
}

TEST_F(SettingsKeeperTest, Restart_during_the_trial_begins_it_again) {
  keeper.offer(with(2, "other"), "c2", 0);
  SettingsKeeper after_restart(store);
  after_restart.load(500);
  EXPECT_TRUE(after_restart.is_on_trial());
  EXPECT_EQ(after_restart.command_id(), "c2");
  EXPECT_FALSE(after_restart.expire(499 + SettingsKeeper::kTrialMs));
  EXPECT_TRUE(after_restart.expire(500 + SettingsKeeper::kTrialMs));
}

TEST_F(SettingsKeeperTest, What_cannot_be_stored_is_not_taken) {
  store.broken = true;
  EXPECT_EQ(keeper.offer(with(1), "c1", 0), Verdict::not_persisted);
  EXPECT_EQ(keeper.offer(with(2, "other"), "c2", 0), Verdict::not_persisted);
  EXPECT_EQ(keeper.running().version, 0U);
}

TEST_F(SettingsKeeperTest, What_passed_and_cannot_be_stored_stays_on_trial) {
  keeper.offer(with(2, "other"), "c2", 0);
  store.broken = true;
  EXPECT_FALSE(keeper.confirm());
  EXPECT_TRUE(keeper.is_on_trial());
  store.broken = false;
  EXPECT_TRUE(keeper.confirm());
}

}  // namespace
}  // namespace platform
