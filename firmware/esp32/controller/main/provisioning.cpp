#include "provisioning.h"

#include "esp_ports.h"

namespace platform::esp {

void Provisioning::use_broker(std::string_view broker) {
  mqtt_url.assign("mqtts://");
  mqtt_url.append(broker.empty() ? mqtt_host.view() : broker);
  if (!broker.empty() && broker.find(':') != std::string_view::npos) return;
  mqtt_url.append(":");
  mqtt_url.append(mqtt_port.view());
}

bool read_provisioning(Provisioning& out) {
  FactoryValues values("fctry", "platform");
  FixedString<16> type;
  const bool complete = values.read("serial", out.device_id) && values.read("mqtt_pass", out.secret) &&
                        values.read("mqtt_host", out.mqtt_host) && values.read("mqtt_port", out.mqtt_port) &&
                        values.read("type", type) && values.read("lease_key", out.lease_key);
  values.read("ca", out.ca);
  values.read("api_url", out.api_url);
  const std::optional<ControllerType> known = controller_type(type.view());
  if (known) out.type = *known;
  out.use_broker({});
  return complete && known.has_value();
}

}  // namespace platform::esp
