import type { Alert } from "@/lib/alerting/types";
import type { AlertEvent } from "@/lib/live/events";
import { ago } from "./time";

/** Dangerous air in the first pit, open since two minutes. */
export function alert(more: Partial<Alert> = {}): Alert {
  return {
    alert_id: 31,
    workshop_id: 1,
    pit_id: 101,
    pit_code: "pit1",
    pit_name: "Pit 1",
    device_id: "ESP32-1",
    alert_type: "critical_aqi",
    severity: "critical",
    message: "Pit 1: AQI 210 is above 200.",
    subject: "aqi",
    value: 210,
    limit_value: 200,
    is_above: true,
    status: "open",
    raised_at: ago(120),
    updated_at: ago(120),
    acknowledged_at: null,
    acknowledged_by: null,
    note: null,
    cleared_at: null,
    clear_reason: null,
    ...more,
  };
}

/** The same as `/ws` tells it. */
export function alertEvent(more: Partial<Alert> = {}): AlertEvent {
  const {
    acknowledged_at: _,
    note: _n,
    cleared_at: _c,
    clear_reason: _r,
    ...rest
  } = alert({
    updated_at: ago(0),
    ...more,
  });
  return { type: "alert", ...rest };
}
