#pragma once

namespace platform::esp {

/// Starts the EMAC with a LAN8720 PHY, DHCP and SNTP; the link comes and goes by itself afterwards.
bool start_ethernet(const char* ntp_server);

}  // namespace platform::esp
