#pragma once

#include <string>

#include "generator.h"

namespace platform::load {

/// The result of a run as one JSON object; rows per second and per device stand at its end.
std::string make_report(const Generator& generator, const Options& options);

}  // namespace platform::load
