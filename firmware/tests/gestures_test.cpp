#include "core/gestures.h"

#include <gtest/gtest.h>

#include <vector>

namespace platform {
namespace {

TEST(Debounced, Level_counts_once_it_has_been_the_same_for_long_enough) {
  Debounced contact;
  EXPECT_FALSE(contact.update(false, 0));
  EXPECT_FALSE(contact.is_known());
  EXPECT_TRUE(contact.update(false, 30));
  EXPECT_FALSE(contact.update(true, 100));
  EXPECT_FALSE(contact.update(true, 129));
  EXPECT_TRUE(contact.update(true, 130));
  EXPECT_TRUE(contact.level());
  EXPECT_FALSE(contact.update(true, 200));
}

TEST(Debounced, Bouncing_contact_changes_nothing_until_it_rests) {
  Debounced contact;
  contact.update(false, 0);
  contact.update(false, 30);
  bool level = true;
  for (uint64_t ms = 100; ms < 200; ms += 10, level = !level) EXPECT_FALSE(contact.update(level, ms));
  EXPECT_FALSE(contact.update(true, 200));
  EXPECT_TRUE(contact.update(true, 230));
}

class ButtonTest : public testing::Test {
 protected:
  // Shows the level from now on for `ms`, every 10 ms.
  void keep(bool is_down, uint64_t ms) {
    for (const uint64_t until = now_ + ms; now_ < until; now_ += 10) {
      const Gesture gesture = button_.update(is_down, now_);
      if (gesture != Gesture::none) seen.push_back(gesture);
    }
  }

  std::vector<Gesture> seen;

 private:
  Button button_;
  uint64_t now_ = 0;
};

TEST_F(ButtonTest, Short_press_is_a_tap_when_it_ends) {
  keep(false, 100);
  keep(true, 500);
  EXPECT_TRUE(seen.empty());
  keep(false, 100);
  EXPECT_EQ(seen, std::vector<Gesture>{Gesture::tap});
}

TEST_F(ButtonTest, Holding_is_told_after_three_seconds_and_is_no_tap) {
  keep(false, 100);
  keep(true, 3'100);
  EXPECT_EQ(seen, std::vector<Gesture>{Gesture::hold});
  keep(false, 100);
  EXPECT_EQ(seen, std::vector<Gesture>{Gesture::hold});
}

TEST_F(ButtonTest, Ten_seconds_are_told_as_well) {
  keep(false, 100);
  keep(true, 20'000);
  keep(false, 100);
  EXPECT_EQ(seen, (std::vector<Gesture>{Gesture::hold, Gesture::long_hold}));
}

TEST_F(ButtonTest, Bounce_is_no_press) {
  keep(false, 100);
  keep(true, 20);
  keep(false, 500);
  EXPECT_TRUE(seen.empty());
}

TEST_F(ButtonTest, Button_that_is_down_at_power_on_means_nothing_until_it_was_let_go) {
  keep(true, 15'000);
  keep(false, 100);
  EXPECT_TRUE(seen.empty());
  keep(true, 100);
  keep(false, 100);
  EXPECT_EQ(seen, std::vector<Gesture>{Gesture::tap});
}

}  // namespace
}  // namespace platform
