#include "provisioning.h"

#include "esp_ports.h"

namespace platform::esp {

bool read_provisioning(Provisioning& out) {
  FactoryValues values("fctry", "device");
  return values.read("mqtt_user", out.device_id) && values.read("mqtt_pass", out.secret) &&
         values.read("mqtt_url", out.mqtt_url) && values.read("api_url", out.api_url) &&
         values.read("tenant", out.tenant) && values.read("pit", out.pit) &&
         values.read("license", out.license_key) && values.read("ca", out.ca) &&
         values.read("lease_key", out.lease_key);
}

}  // namespace platform::esp
