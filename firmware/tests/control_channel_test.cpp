#include "control_channel.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "device_file.h"

namespace platform::host {
namespace {

using Kind = ControlLine::Kind;

TEST(ControlLine, What_somebody_does_is_read) {
  ControlLine line = parse_control_line("press RY4-1 short");
  EXPECT_EQ(line.kind, Kind::press);
  EXPECT_EQ(line.device_id, "RY4-1");
  EXPECT_FALSE(line.is_long);
  EXPECT_TRUE(parse_control_line(" press  RY4-1 long ").is_long);
  line = parse_control_line("input SNS-1 in1 closed");
  EXPECT_EQ(line.kind, Kind::input);
  EXPECT_EQ(line.key, "in1");
  EXPECT_TRUE(line.is_closed);
  line = parse_control_line("away RY4-1 30");
  EXPECT_EQ(line.kind, Kind::away);
  EXPECT_EQ(line.seconds, 30U);
}

TEST(ControlLine, Anything_else_is_unknown) {
  for (const char* text :
       {"", "press", "press RY4-1", "press RY4-1 twice", "input SNS-1 in1", "away RY4-1 x", "away RY4-1 -1",
        "input SNS-1 in1 ajar", "sing RY4-1 short", "press RY4-1 short now"}) {
    EXPECT_EQ(parse_control_line(text).kind, Kind::unknown) << text;
  }
}

TEST(ControlChannel, Complete_lines_come_from_a_fifo_over_several_writers) {
  const std::string path = testing::TempDir() + "control-test";
  std::remove(path.c_str());
  ControlChannel channel(path);
  EXPECT_TRUE(channel.take_lines().empty());
  std::ofstream(path) << "press A short\npress B lo";
  auto lines = channel.take_lines();
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].device_id, "A");
  std::ofstream(path) << "ng\n\n";
  lines = channel.take_lines();
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_TRUE(lines[0].is_long);
  std::remove(path.c_str());
}

TEST(ControlChannel, Place_where_nothing_can_be_is_named) {
  EXPECT_THROW(ControlChannel("/nowhere/control"), UsageError);
}

}  // namespace
}  // namespace platform::host
