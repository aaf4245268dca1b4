#pragma once

namespace platform {

/// Asks the platform `GET /api/device/license` ("may I work?"). The answer arrives later at
/// Device::on_license_answer, or never when the platform cannot be reached.
class LicenseQuery {
 public:
  virtual void ask() = 0;

 protected:
  ~LicenseQuery() = default;
};

}  // namespace platform
