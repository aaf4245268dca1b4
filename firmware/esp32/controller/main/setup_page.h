#pragma once

namespace platform::esp {

/// Serves the page on which somebody enters the network; once it is stored the device restarts.
bool start_setup_page();

}  // namespace platform::esp
