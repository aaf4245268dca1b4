#include <curl/curl.h>
#include <mosquitto.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdio>
#include <exception>

#include "fleet.h"
#include "options.h"
#include "report.h"

namespace {

volatile std::sig_atomic_t stop_requested = 0;

void request_stop(int) {
  stop_requested = 1;
}

// Three descriptors per device: its socket and the library's own pair.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int run(int argc, char** argv) {
  using namespace platform::host;
  const Options options = parse_options(argc, argv);
  if (options.help) {
    std::fputs(kUsage, stdout);
    return 0;
  }
  if (!options.data_dir.empty()) mkdir(options.data_dir.c_str(), 0700);
  Fleet fleet(options);
  std::printf("%zu devices, broker %s\n", fleet.devices().size(), options.file.mqtt_url.c_str());
  if (!options.nvs.empty()) std::printf("and the units of %s\n", options.nvs.c_str());
  std::fflush(stdout);
  fleet.run(stop_requested);
  const std::string report = make_report(fleet);
  if (!options.report.empty()) write_file(options.report, report + "\n");
  std::printf("%.*s}\n", static_cast<int>(report.find(",\"per_device\"")), report.c_str());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGTERM, request_stop);
  std::signal(SIGINT, request_stop);
  std::signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();
  mosquitto_lib_init();
  curl_global_init(CURL_GLOBAL_DEFAULT);
  int code = 0;
  try {
    code = run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "virtual-device: %s\n", error.what());
    code = 2;
  }
  curl_global_cleanup();
  mosquitto_lib_cleanup();
  return code;
}
