#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <exception>

#include "generator.h"
#include "options.h"
#include "report.h"

namespace {

void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int run(int argc, char** argv) {
  using namespace platform::load;
  const Options options = parse_options(argc, argv);
  if (options.help) {
    std::fputs(kUsage, stdout);
    return 0;
  }
  Generator generator(options);
  generator.run();
  const std::string report = make_report(generator, options);
  if (!options.report.empty()) {
    std::FILE* file = std::fopen(options.report.c_str(), "we");
    if (file == nullptr) throw platform::host::UsageError("cannot write " + options.report);
    std::fprintf(file, "%s\n", report.c_str());
    std::fclose(file);
  }
  std::printf("%.*s}\n", static_cast<int>(report.find(",\"per_second\"")), report.c_str());
  return generator.acknowledged() == generator.published() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "mqtt-load: %s\n", error.what());
    return 2;
  }
}
