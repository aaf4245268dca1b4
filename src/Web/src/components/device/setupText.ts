export interface Credentials {
  device_id: string;
  secret: string;
  license_key: string;
  topic: string;
}

/** Where devices reach the broker: at the address of this page, for the gateway and the broker stand on one. */
export const broker = (host = globalThis.location.hostname) => ({ host, tls: 8883, plain: 1883 });

/**
 * What the QR code says, for the app of the installer: `platform-setup:` and one line of JSON with
 * - `id`: the device's id, which is its MQTT user name and client id,
 * - `secret`: its MQTT password,
 * - `license`: the key that it writes into every reading,
 * - `host`, `port`: the broker, always by TLS,
 * - `topic`: where it publishes its readings.
 */
export function setupText({ device_id, secret, license_key, topic }: Credentials, host?: string): string {
  const { host: name, tls } = broker(host);
  return `platform-setup:${JSON.stringify({ id: device_id, secret, license: license_key, host: name, port: tls, topic })}`;
}
