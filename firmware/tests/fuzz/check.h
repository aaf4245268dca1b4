#pragma once

#include <cstdio>
#include <cstdlib>

#include "core/json_reader.h"

/// Stops the fuzzer with a finding.
inline void check(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "violated: %s\n", what);
  std::abort();
}

/// Whether the device's own parser reads it; `text[size]` must be writable.
inline bool is_json(char* text, size_t size) {
  struct Ignore final : platform::JsonFields {
  } fields;
  return platform::read_json_object(text, size, fields);
}
