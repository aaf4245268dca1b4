/** Every address of the app, in one place. Patterns for the router; functions where an address has parts. */
export const paths = {
  signIn: "/sign-in",
  signUp: "/sign-up",
  verify: "/verify",
  passwordReset: "/password-reset",
  password: "/password",
  account: "/account",
  home: "/home",
  homeDevice: { pattern: "/home/:deviceId", of: (deviceId: string) => `/home/${encodeURIComponent(deviceId)}` },
  groups: "/groups",
  setup: "/setup",
  invitation: { pattern: "/invitations/:token", of: (token: string) => `/invitations/${encodeURIComponent(token)}` },
  tickets: "/tickets",
  ticket: { pattern: "/tickets/:ticketId", of: (ticketId: string | number) => `/tickets/${ticketId}` },
  pits: "/pits",
  pit: { pattern: "/pits/:pitId", of: (pitId: number) => `/pits/${pitId}` },
  /** The board of a workshop's people; for a customer the own jobs. Messages to customers lead to a job's address. */
  jobs: "/jobs",
  job: { pattern: "/jobs/:jobId", of: (jobId: number) => `/jobs/${jobId}` },
  jobHistory: "/jobs/history",
  jobAnalytics: "/jobs/analytics",
  jobTemplates: "/jobs/templates",
  jobActivity: "/jobs/activity",
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
  webhooks: "/webhooks",
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
  adminBatches: "/admin/batches",
  adminBatch: { pattern: "/admin/batches/:batchId", of: (batchId: string) => `/admin/batches/${batchId}` },
  adminActivations: "/admin/activations",
  adminTickets: "/admin/tickets",
} as const;

/** An address that leads on to another one, such as the sign-in with the way back. */
export function withReturn(path: string, to: string | null): string {
  return to === null ? path : `${path}?to=${encodeURIComponent(to)}`;
}
