#include "ethernet.h"

#include <driver/gpio.h>
#include <esp_eth.h>
#include <esp_eth_phy_lan87xx.h>
#include <esp_event.h>
#include <esp_log.h>
#include <esp_netif.h>
#include <esp_netif_sntp.h>

#include "sdkconfig.h"

namespace platform::esp {
namespace {

constexpr char kTag[] = "ethernet";

// RMII's data pins cannot be moved on the classic ESP32; GPIO0 brings the 50 MHz clock.
constexpr int kRmiiPins[] = {0, 19, 21, 22, 25, 26, 27};

constexpr bool clashes(int pin) {
  for (const int used : kRmiiPins) {
    if (pin == used) return true;
  }
  return pin == CONFIG_GATEWAY_MDC || pin == CONFIG_GATEWAY_MDIO || pin == CONFIG_GATEWAY_PHY_POWER ||
         (pin >= 6 && pin <= 11);  // lines of the flash chip
}

static_assert(!clashes(CONFIG_GATEWAY_I2C_SDA) && !clashes(CONFIG_GATEWAY_I2C_SCL),
              "an I2C pin is used by Ethernet or by the flash: choose another one in menuconfig");
static_assert(CONFIG_GATEWAY_I2C_SDA != CONFIG_GATEWAY_I2C_SCL, "SDA and SCL need a pin each");
static_assert(CONFIG_GATEWAY_I2C_SDA < 34 && CONFIG_GATEWAY_I2C_SCL < 34, "GPIO34 to 39 are inputs only");

void power_phy() {
  if constexpr (CONFIG_GATEWAY_PHY_POWER >= 0) {
    const auto pin = static_cast<gpio_num_t>(CONFIG_GATEWAY_PHY_POWER);
    gpio_set_direction(pin, GPIO_MODE_OUTPUT);
    gpio_set_level(pin, 1);
  }
}

}  // namespace

bool start_ethernet(const char* ntp_server) {
  power_phy();
  if (esp_netif_init() != ESP_OK || esp_event_loop_create_default() != ESP_OK) return false;

  eth_mac_config_t mac_config = ETH_MAC_DEFAULT_CONFIG();
  eth_esp32_emac_config_t emac_config = ETH_ESP32_EMAC_DEFAULT_CONFIG();
  // Pins are plain integers in one release of the driver and enumerations in another.
  emac_config.smi_gpio.mdc_num = static_cast<decltype(emac_config.smi_gpio.mdc_num)>(CONFIG_GATEWAY_MDC);
  emac_config.smi_gpio.mdio_num = static_cast<decltype(emac_config.smi_gpio.mdio_num)>(CONFIG_GATEWAY_MDIO);
  emac_config.clock_config.rmii.clock_mode = EMAC_CLK_EXT_IN;
  emac_config.clock_config.rmii.clock_gpio =
      static_cast<decltype(emac_config.clock_config.rmii.clock_gpio)>(0);
  eth_phy_config_t phy_config = ETH_PHY_DEFAULT_CONFIG();
  phy_config.phy_addr = CONFIG_GATEWAY_PHY_ADDRESS;
  phy_config.reset_gpio_num = -1;

  esp_eth_mac_t* mac = esp_eth_mac_new_esp32(&emac_config, &mac_config);
  esp_eth_phy_t* phy = esp_eth_phy_new_lan87xx(&phy_config);
  esp_eth_handle_t handle = nullptr;
  const esp_eth_config_t config = ETH_DEFAULT_CONFIG(mac, phy);
  if (mac == nullptr || phy == nullptr || esp_eth_driver_install(&config, &handle) != ESP_OK) {
    ESP_LOGE(kTag, "the PHY does not answer at address %d", CONFIG_GATEWAY_PHY_ADDRESS);
    return false;
  }
  const esp_netif_config_t netif_config = ESP_NETIF_DEFAULT_ETH();
  esp_netif_t* netif = esp_netif_new(&netif_config);
  if (esp_netif_attach(netif, esp_eth_new_netif_glue(handle)) != ESP_OK) return false;

  esp_sntp_config_t sntp = ESP_NETIF_SNTP_DEFAULT_CONFIG(ntp_server);
  sntp.start = true;
  sntp.server_from_dhcp = false;
  return esp_netif_sntp_init(&sntp) == ESP_OK && esp_eth_start(handle) == ESP_OK;
}

}  // namespace platform::esp
