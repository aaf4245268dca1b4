import type { components } from "@/lib/api/schema/notifications";
import { isFor } from "@/lib/feature";
import type { Me } from "@/lib/session/session";

type Schemas = components["schemas"];

export const severities = ["critical", "warning", "info"] as const;
export type Severity = (typeof severities)[number];
export type AlertStatus = "open" | "acknowledged" | "cleared";
export type Alert = Omit<Schemas["AlertView"], "severity" | "status" | "pit_name"> & {
  severity: Severity;
  status: AlertStatus;
  pit_name: string | null;
};
export type AlertChange = Omit<Schemas["AlertChange"], "severity"> & { severity: Severity };

/** How somebody is told something. */
export const channels = ["sms", "whatsapp", "email", "push", "in_app"] as const;
export type Channel = (typeof channels)[number];

/** Alerts of the platform's own rules. */
export const knownAlertTypes = [
  "critical_aqi",
  "high_aqi",
  "temp_out_of_range",
  "humidity_high",
  "device_offline",
] as const;

/** How bad it is, the worst first. */
export const rankOf = (severity: Severity): number => severities.indexOf(severity);

/** Whether somebody has alerts at all: customers and households have none. */
export const seesAlerts = (me: Me): boolean => isFor({ roles: ["owner", "staff", "admin"], tenants: ["workshop"] }, me);
