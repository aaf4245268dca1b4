#pragma once

#include <cstdio>
#include <cstdlib>

/// Stops the fuzzer with a finding.
inline void check(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "violated: %s\n", what);
  std::abort();
}
