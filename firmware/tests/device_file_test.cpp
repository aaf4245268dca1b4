#include "device_file.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

namespace platform::host {
namespace {

std::string file_with(const std::string& content) {
  const std::string path = testing::TempDir() + "devices-test.json";
  std::ofstream(path) << content;
  return path;
}

const std::string kDevice =
    R"({"device_id":"D1","secret":"s","license_key":"L","tenant":"workshop_001","pit":"pit2",
  "interval_s":2.5,"misbehave":["duplicate","offline:30"]})";

TEST(DeviceFile, List_of_devices_with_defaults) {
  const DeviceFile file = read_device_file(file_with(
      R"({"mqtt":"mqtts://broker:1","ca_file":null,"lease_public_key":"pem","devices":[)" + kDevice + "]}"));
  EXPECT_EQ(file.mqtt_url, "mqtts://broker:1");
  EXPECT_EQ(file.ca_file, "");
  ASSERT_EQ(file.devices.size(), 1U);
  EXPECT_EQ(file.devices[0].topic, "workshop/workshop_001/pit/pit2/sensors");
  EXPECT_DOUBLE_EQ(file.devices[0].interval_s, 2.5);
  EXPECT_TRUE(file.devices[0].misbehaviour.duplicate);
  EXPECT_EQ(file.devices[0].misbehaviour.offline_s, 30U);
}

TEST(DeviceFile, Single_device_as_an_object) {
  EXPECT_EQ(read_device_file(file_with(kDevice)).devices.size(), 1U);
}

TEST(DeviceFile, Controller_needs_no_tenant) {
  const DeviceFile file = read_device_file(file_with(
      R"({"devices":[{"product":"controller","type":"Sensor","device_id":"SNS-1","secret":"s","misbehave":["ignore_commands","slow:500"]}]})"));
  ASSERT_EQ(file.devices.size(), 1U);
  EXPECT_EQ(file.devices[0].product, Product::controller);
  EXPECT_EQ(file.devices[0].type, ControllerType::sensor);
  EXPECT_TRUE(file.devices[0].misbehaviour.ignore_commands);
  EXPECT_EQ(file.devices[0].misbehaviour.slow_ms, 500U);
}

class DeviceFileMistake : public testing::TestWithParam<const char*> {};

TEST_P(DeviceFileMistake, Is_named) {
  EXPECT_THROW(read_device_file(file_with(GetParam())), UsageError);
}

INSTANTIATE_TEST_SUITE_P(
    Table, DeviceFileMistake,
    testing::Values("", "[]", "{}", R"({"devices":7})", R"({"devices":[7]})",
                    R"({"devices":[{"device_id":"D"}]})", R"({"mqtt":1,"devices":[]})",
                    R"({"device_id":"D","secret":"s","product":"toaster"})",
                    R"({"device_id":"D","secret":"s","product":"controller"})",
                    R"({"device_id":"D","secret":"s","product":"controller","type":"TV"})"));

TEST(DeviceFile, Broker_address) {
  EXPECT_EQ(parse_mqtt_url("mqtt://127.0.0.1:21883").port, 21883);
  EXPECT_EQ(parse_mqtt_url("mqtt://broker").port, 1883);
  EXPECT_TRUE(parse_mqtt_url("mqtts://broker/").tls);
  EXPECT_EQ(parse_mqtt_url("mqtts://broker/").port, 8883);
  for (const char* bad :
       {"", "broker:1883", "http://x", "mqtt://", "mqtt://:1883", "mqtt://x:0", "mqtt://x:99999"}) {
    EXPECT_THROW(parse_mqtt_url(bad), UsageError) << bad;
  }
}

TEST(DeviceFile, Unknown_misbehaviour_is_named) {
  Misbehaviour misbehaviour;
  EXPECT_THROW(apply_misbehaviour("sing", misbehaviour), UsageError);
  EXPECT_THROW(apply_misbehaviour("offline:", misbehaviour), UsageError);
  EXPECT_THROW(apply_misbehaviour("slow:-5", misbehaviour), UsageError);
}

}  // namespace
}  // namespace platform::host
