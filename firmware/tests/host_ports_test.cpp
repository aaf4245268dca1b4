#include <gtest/gtest.h>

#include <cstdlib>

#include "core/journal.h"
#include "host_flash.h"
#include "host_store.h"

namespace platform::host {
namespace {

std::string fresh_directory() {
  std::string path = testing::TempDir() + "hostXXXXXX";
  return mkdtemp(path.data());
}

void behaves_like_nor(Flash& flash) {
  const uint8_t first[] = {0xF0, 0x0F};
  const uint8_t second[] = {0xCC, 0xFF};
  uint8_t out[4];
  const uint32_t at = kSectorSize - 1;
  ASSERT_TRUE(flash.program(at, first, 2) && flash.program(at, second, 2));
  ASSERT_TRUE(flash.read(at - 1, out, 4));
  EXPECT_EQ(out[0], 0xFF);
  EXPECT_EQ(out[1], 0xC0);
  EXPECT_EQ(out[2], 0x0F);
  ASSERT_TRUE(flash.erase_sector(0));
  ASSERT_TRUE(flash.read(at, out, 2));
  EXPECT_EQ(out[0], 0xFF);
  EXPECT_EQ(out[1], 0x0F);
  EXPECT_FALSE(flash.program(flash.size() - 1, first, 2));
  EXPECT_FALSE(flash.erase_sector(1));
}

TEST(HostFlash, Memory_behaves_like_nor) {
  MemoryFlash flash(4 * kSectorSize);
  behaves_like_nor(flash);
}

TEST(HostFlash, File_behaves_like_nor) {
  FileFlash flash(fresh_directory() + "/journal", 4 * kSectorSize);
  behaves_like_nor(flash);
}

TEST(HostFlash, Journal_in_a_file_continues_after_a_restart) {
  const std::string path = fresh_directory() + "/journal";
  {
    FileFlash flash(path, 4 * kSectorSize);
    Journal journal(flash);
    ASSERT_TRUE(journal.mount());
    EXPECT_EQ(journal.append(reinterpret_cast<const uint8_t*>("abc"), 3), 1U);
  }
  FileFlash flash(path, 4 * kSectorSize);
  Journal journal(flash);
  ASSERT_TRUE(journal.mount());
  EXPECT_EQ(journal.pending(), 1U);
  EXPECT_EQ(journal.next_sequence(), 2U);
}

TEST(HostStore, Directory_keeps_values_over_a_restart) {
  const std::string directory = fresh_directory();
  const uint8_t value[] = {1, 2, 3};
  ASSERT_TRUE(HostStore(directory).write("key", value, sizeof value));
  uint8_t out[8];
  EXPECT_EQ(HostStore(directory).read("key", out, sizeof out), 3);
  EXPECT_EQ(out[2], 3);
  EXPECT_EQ(HostStore(directory).read("other", out, sizeof out), -1);
}

TEST(HostStore, Memory_refuses_what_does_not_fit) {
  HostStore store("");
  const uint8_t value[] = {1, 2, 3};
  uint8_t out[2];
  ASSERT_TRUE(store.write("key", value, sizeof value));
  EXPECT_EQ(store.read("key", out, sizeof out), -1);
}

}  // namespace
}  // namespace platform::host
