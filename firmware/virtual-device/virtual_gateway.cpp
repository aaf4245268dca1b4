#include "virtual_gateway.h"

namespace platform::host {
namespace {

DeviceSettings as_told(DeviceSettings settings) {
  if (settings.misbehaviour.wrong_license) settings.license_key = "LIC-ZZZZ-ZZZZ-ZZZZ";
  if (settings.misbehaviour.foreign_topic) {
    const size_t at = settings.topic.find(settings.tenant);
    if (at != std::string::npos) settings.topic.replace(at, settings.tenant.size(), "workshop_999");
  }
  return settings;
}

TopicTexts topics_of(const DeviceSettings& settings) {
  const std::string device = "workshop/" + settings.tenant + "/device/" + settings.device_id;
  return {as_told(settings).topic, device + "/command", device + "/status"};
}

}  // namespace

VirtualGateway::VirtualGateway(size_t index, const DeviceSettings& settings, const Surroundings& surroundings)
    : VirtualDevice(index, as_told(settings), topics_of(settings), surroundings),
      sensor_(static_cast<uint32_t>(fnv1a(settings.device_id))),
      gateway_(make_config(), ports()) {}

GatewayConfig VirtualGateway::make_config() const {
  GatewayConfig config;
  fill(config);
  config.license_key = settings().license_key;
  return config;
}

void VirtualGateway::sample(Instant now) {
  const Measurement measurement = sensor_.measure(now.unix_ms);
  if (!gateway_.may_work(now)) {
    ++counts().not_allowed;
    return;
  }
  ++counts().attempted;
  if (!gateway_.sample(measurement, now)) ++counts().not_stored;
}

}  // namespace platform::host
