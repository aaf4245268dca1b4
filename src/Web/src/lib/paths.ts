/** Every address of the app, in one place. Patterns for the router; functions where an address has parts. */
export const paths = {
  signIn: "/sign-in",
  password: "/password",
  account: "/account",
  pits: "/pits",
  pit: { pattern: "/pits/:pitId", of: (pitId: number) => `/pits/${pitId}` },
  devices: "/devices",
  device: { pattern: "/devices/:deviceId", of: (deviceId: string) => `/devices/${encodeURIComponent(deviceId)}` },
  deviceSetup: "/devices/new",
  deviceSetupOf: {
    pattern: "/devices/:deviceId/setup",
    of: (deviceId: string) => `/devices/${encodeURIComponent(deviceId)}/setup`,
  },
  people: "/people",
  person: { pattern: "/people/:userId", of: (userId: number) => `/people/${userId}` },
  workshop: "/workshop",
  apiKeys: "/api-keys",
  adminWorkshops: "/admin/workshops",
  adminWorkshop: { pattern: "/admin/workshops/:tenantId", of: (tenantId: number) => `/admin/workshops/${tenantId}` },
  adminDevices: "/admin/devices",
  adminLicenses: "/admin/licenses",
  adminLicense: {
    pattern: "/admin/licenses/:licenseKey",
    of: (licenseKey: string) => `/admin/licenses/${encodeURIComponent(licenseKey)}`,
  },
  adminViolations: "/admin/violations",
  adminOps: "/admin/health",
} as const;
