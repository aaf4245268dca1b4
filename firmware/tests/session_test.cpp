#include "core/session.h"

#include <gtest/gtest.h>

#include <deque>

#include "fakes.h"

namespace platform {
namespace {

using test::at;

/// A queue of numbered records in memory.
class MemoryQueue final : public RecordQueue {
 public:
  bool peek(OutgoingRecord& record, Instant) override {
    if (next_ > last) return false;
    text_ = "r" + std::to_string(next_);
    record = {next_, text_};
    return true;
  }
  void sent() override { ++next_; }
  void acknowledged(uint32_t sequence) override { done.push_back(sequence); }
  void rewind() override {
    ++rewinds;
    next_ = static_cast<uint32_t>(done.size()) + 1;
  }

  uint32_t last = 0;
  int rewinds = 0;
  std::vector<uint32_t> done;

 private:
  uint32_t next_ = 1;
  std::string text_;
};

class SessionTest : public testing::Test {
 protected:
  void connect(uint64_t ms) {
    session.tick(at(ms));
    session.on_connected("birth", at(ms));
  }

  test::FakeLink link;
  MemoryQueue queue;
  Session session{link, queue, {"t/sensors", "t/command", "t/status"}, 4, 1};
};

TEST_F(SessionTest, Connects_with_will_then_subscribes_then_says_birth_retained) {
  connect(0);
  EXPECT_EQ(link.last_will.payload, R"({"status":"offline","reason":"connection_lost"})");
  EXPECT_EQ(link.last_will.topic, "t/status");
  EXPECT_EQ(link.subscribed, std::vector<std::string>{"t/command"});
  ASSERT_EQ(link.published.size(), 1U);
  EXPECT_EQ(link.published[0].payload, "birth");
  EXPECT_TRUE(link.published[0].retain);
}

TEST_F(SessionTest, Window_bounds_what_is_on_its_way) {
  queue.last = 10;
  connect(0);
  EXPECT_EQ(session.in_flight(), 4U);
  session.on_acknowledged(link.on("t/sensors")[1].id, at(1));
  EXPECT_EQ(queue.done, std::vector<uint32_t>{2});
  EXPECT_EQ(link.on("t/sensors").size(), 5U);
}

TEST_F(SessionTest, Unknown_acknowledgement_changes_nothing) {
  queue.last = 1;
  connect(0);
  session.on_acknowledged(999, at(1));
  EXPECT_EQ(session.in_flight(), 1U);
  EXPECT_TRUE(queue.done.empty());
}

TEST_F(SessionTest, Lost_connection_sends_unacknowledged_readings_again_in_order) {
  queue.last = 3;
  connect(0);
  session.on_acknowledged(link.on("t/sensors")[0].id, at(1));
  session.on_closed(at(2));
  EXPECT_EQ(session.in_flight(), 0U);
  link.published.clear();
  connect(2 + Backoff::kFirstMs);
  ASSERT_EQ(link.on("t/sensors").size(), 2U);
  EXPECT_EQ(link.on("t/sensors")[0].payload, "r2");
  EXPECT_EQ(link.on("t/sensors")[1].payload, "r3");
}

TEST_F(SessionTest, Acknowledgement_of_the_old_connection_is_ignored) {
  queue.last = 1;
  connect(0);
  const int32_t old = link.on("t/sensors")[0].id;
  session.on_closed(at(1));
  session.on_acknowledged(old, at(2));
  EXPECT_TRUE(queue.done.empty());
}

TEST_F(SessionTest, Refused_connections_are_tried_for_ever_with_growing_delay) {
  uint64_t now = 0;
  uint64_t longest_gap = 0;
  uint64_t last_attempt = 0;
  for (int attempts = 0; attempts < 50; now += 50) {
    session.tick(at(now));
    if (link.connects == attempts) continue;
    longest_gap = std::max(longest_gap, now - last_attempt);
    last_attempt = now;
    attempts = link.connects;
    session.on_closed(at(now));
  }
  EXPECT_GT(longest_gap, 15'000U);
  EXPECT_LE(longest_gap, 30'050U);
}

TEST_F(SessionTest, Attempt_that_hangs_is_given_up) {
  session.tick(at(0));
  session.tick(at(Session::kConnectTimeoutMs + 1));
  session.tick(at(Session::kConnectTimeoutMs + 1 + Backoff::kFirstMs));
  EXPECT_EQ(link.connects, 2);
}

TEST_F(SessionTest, Broker_that_stops_acknowledging_is_left) {
  queue.last = 1;
  connect(0);
  session.tick(at(Session::kAcknowledgeTimeoutMs + 1));
  EXPECT_FALSE(session.is_connected());
  EXPECT_EQ(link.drops, 1);
}

TEST_F(SessionTest, Broker_that_accepts_and_cuts_at_once_is_not_hammered) {
  uint64_t now = 0;
  for (; now < 120'000; now += 50) {
    const int before = link.connects;
    session.tick(at(now));
    if (link.connects == before) continue;
    session.on_connected("birth", at(now));
    session.on_closed(at(now));
  }
  EXPECT_LT(link.connects, 15);
}

TEST_F(SessionTest, Full_link_keeps_the_reading_in_the_queue) {
  connect(0);
  queue.last = 1;
  link.can_publish = false;
  session.pump(at(1));
  EXPECT_EQ(session.in_flight(), 0U);
  link.can_publish = true;
  session.pump(at(2));
  EXPECT_EQ(session.in_flight(), 1U);
}

TEST_F(SessionTest, Status_without_connection_is_refused) {
  EXPECT_FALSE(session.publish_status("x", false));
  connect(0);
  EXPECT_TRUE(session.publish_status("x", false));
}

TEST_F(SessionTest, Stay_away_keeps_the_line_down_until_then) {
  connect(0);
  session.stay_away(5000);
  session.tick(at(4999));
  EXPECT_EQ(link.connects, 1);
  session.tick(at(5000));
  EXPECT_EQ(link.connects, 2);
}

}  // namespace
}  // namespace platform
