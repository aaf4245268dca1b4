#pragma once

namespace platform::esp {

/// Where the platform is and who this device is there; the texts must outlive whoever uses them.
struct Login {
  const char* mqtt_url = "";
  /// Empty: the platform is not asked by HTTPS.
  const char* api_url = "";
  const char* device_id = "";
  const char* secret = "";
  /// PEM.
  const char* ca = "";
};

}  // namespace platform::esp
