#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "nvs_folder.h"

namespace platform::host {
namespace {

namespace fs = std::filesystem;

const std::string kPem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

std::string unit(const std::string& serial, const std::string& more = {}) {
  return "key,type,encoding,value\nplatform,namespace,,\nserial,data,string," + serial +
         "\nmqtt_user,data,string," + serial +
         "\nmqtt_pass,data,string,\"a,\"\"b\"\"\"\nlicense,data,string,LIC-1\n" +
         "type,data,string,LED\nmqtt_host,data,string,broker\nmqtt_port,data,string,2883\n" + more;
}

TEST(Nvs, Values_of_the_platforms_namespace_are_read) {
  const auto values = parse_nvs("key,type,encoding,value\r\nother,namespace,,\r\nserial,data,string,no\r\n" +
                                unit("RGB-1").substr(24) + "ca,data,string,\"" + kPem + "\"\n");
  EXPECT_EQ(values.at("serial"), "RGB-1");
  EXPECT_EQ(values.at("mqtt_pass"), "a,\"b\"");
  EXPECT_EQ(values.at("ca"), kPem);
}

TEST(Nvs, Unit_is_a_controller_with_a_broker_of_its_own) {
  const NvsUnit read = read_nvs_unit(parse_nvs(unit("RGB-1", "lease_key,data,string,pem\n")));
  EXPECT_EQ(read.settings.product, Product::controller);
  EXPECT_EQ(read.settings.device_id, "RGB-1");
  EXPECT_EQ(read.settings.secret, "a,\"b\"");
  EXPECT_EQ(read.settings.type, ControllerType::led);
  EXPECT_EQ(read.settings.lease_public_key, "pem");
  EXPECT_EQ(read.settings.broker->host, "broker");
  EXPECT_EQ(read.settings.broker->port, 2883);
  EXPECT_FALSE(read.settings.broker->tls);
  EXPECT_TRUE(read_nvs_unit(parse_nvs(unit("RGB-1", "ca,data,string,x\n"))).settings.broker->tls);
  EXPECT_TRUE(read_nvs_unit(parse_nvs(unit("RGB-1", "mqtt_port,data,u16,8883\n"))).settings.broker->tls);
}

class NvsMistake : public testing::TestWithParam<std::string> {};

TEST_P(NvsMistake, Is_named) {
  EXPECT_THROW(read_nvs_unit(parse_nvs(GetParam())), UsageError);
}

INSTANTIATE_TEST_SUITE_P(
    Table, NvsMistake,
    testing::Values("", "serial,data,string,X\n", "key,type,encoding,value\n", unit("RGB-1").substr(0, 100),
                    unit("RGB-1", "ca,data,string,\"open\n"), unit("RGB-1", "ca,data,string\n"),
                    unit("RGB-1", "type,data,string,TV\n"), unit("RGB-1", "mqtt_port,data,u16,0\n"),
                    unit("RGB-1", "mqtt_user,data,string,else\n"),
                    unit("RGB-1", "mqtt_host,data,string,\n")));

class NvsFolderTest : public testing::Test {
 protected:
  NvsFolderTest() {
    fs::remove_all(folder);
    fs::create_directory(folder);
    options.nvs = folder;
  }
  ~NvsFolderTest() override { fs::remove_all(folder); }

  // As old as if it had been written a while ago.
  void put(const std::string& name, const std::string& content) {
    const std::string path = folder + "/" + name;
    std::ofstream(path) << content;
    fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::seconds(5));
  }

  std::string folder = testing::TempDir() + "nvs-test";
  Options options;
};

TEST_F(NvsFolderTest, New_files_are_found_once) {
  NvsFolder units(options);
  EXPECT_TRUE(units.take_new().empty());
  put("1.csv", unit("RGB-1"));
  put("readme.txt", "not a unit");
  ASSERT_EQ(units.take_new().size(), 1U);
  put("2.csv", unit("RGB-2"));
  const auto found = units.take_new();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].device_id, "RGB-2");
  EXPECT_TRUE(units.take_new().empty());
  EXPECT_TRUE(units.take_mistakes().empty());
}

TEST_F(NvsFolderTest, Incomplete_file_is_named_once_and_tried_again) {
  NvsFolder units(options);
  put("1.csv", unit("RGB-1").substr(0, 60));
  EXPECT_TRUE(units.take_new().empty());
  EXPECT_TRUE(units.take_new().empty());
  EXPECT_EQ(units.take_mistakes().size(), 1U);
  put("1.csv", unit("RGB-1"));
  EXPECT_EQ(units.take_new().size(), 1U);
}

TEST_F(NvsFolderTest, File_that_was_written_just_now_waits) {
  NvsFolder units(options);
  std::ofstream(folder + "/1.csv") << unit("RGB-1");
  EXPECT_TRUE(units.take_new().empty());
  put("1.csv", unit("RGB-1"));
  EXPECT_EQ(units.take_new().size(), 1U);
}

TEST_F(NvsFolderTest, Units_share_a_file_with_the_authority_while_they_run) {
  std::string path;
  {
    NvsFolder units(options);
    put("1.csv", unit("RGB-1", "ca,data,string,\"" + kPem + "\"\n"));
    put("2.csv", unit("RGB-2", "ca,data,string,\"" + kPem + "\"\n"));
    const auto found = units.take_new();
    ASSERT_EQ(found.size(), 2U);
    path = found[0].ca_file;
    EXPECT_EQ(found[1].ca_file, path);
    std::ifstream in(path);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), kPem);
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(NvsFolderTest, Broker_of_the_command_line_is_that_of_all) {
  options.is_broker_given = true;
  NvsFolder units(options);
  put("1.csv", unit("RGB-1"));
  EXPECT_FALSE(units.take_new()[0].broker);
}

TEST_F(NvsFolderTest, Single_file_is_one_unit) {
  put("1.csv", unit("RGB-1"));
  options.nvs = folder + "/1.csv";
  NvsFolder units(options);
  EXPECT_EQ(units.take_new().size(), 1U);
  EXPECT_TRUE(units.take_new().empty());
  options.nvs = folder + "/nothing";
  EXPECT_THROW(NvsFolder{options}, UsageError);
}

}  // namespace
}  // namespace platform::host
