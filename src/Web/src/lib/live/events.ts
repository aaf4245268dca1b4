/** Events of `/ws`, as docs/api.md lists them. Times are RFC 3339 in UTC. */
export interface SensorUpdate {
  type: "sensor_update";
  tenant_id: number;
  pit_id: number;
  device_id: string;
  kind: string;
  /** °C */
  temperature: number | null;
  /** %RH */
  humidity: number | null;
  /** 0–500 */
  aqi: number | null;
  /** hPa */
  pressure: number | null;
  aqi_accuracy: number | null;
  timestamp: string;
  received_at: string;
}

export interface DeviceStatusEvent {
  type: "device_status";
  tenant_id: number;
  pit_id: number | null;
  device_id: string;
  status: "online" | "offline" | "disabled";
  at: string;
}

/** One step of a license switch: requested → sent to the device → effective (readings refused or taken) → confirmed by the device. */
export interface LicenseSwitchEvent {
  type: "license_switch";
  tenant_id: number;
  pit_id: number | null;
  device_id: string;
  switch_id: string;
  status: "suspended" | "active" | "expired";
  reason: string;
  requested_at: string;
  command_sent_at: string | null;
  effective_at: string | null;
  confirmed_at: string | null;
  /** How the command to the device ended; null while it is on its way, or when there was none. */
  command_status: string | null;
}

/** How far a command came, on every step; steps come in any order. */
export interface CommandStatusEvent {
  type: "command_status";
  tenant_id: number;
  pit_id: number | null;
  device_id: string;
  command_id: string;
  command: string;
  status: string;
  failure: string | null;
  queued_at: string;
  sent_at: string | null;
  finished_at: string | null;
}

/** The device said what it is like now: the whole state. */
export interface DeviceStateEvent {
  type: "device_state";
  tenant_id: number;
  pit_id: number | null;
  device_id: string;
  state: Record<string, string | number>;
  cause: string | null;
  at: string;
}

/** The wanted configuration changed, or the device said which one it runs with. */
export interface DeviceConfigEvent {
  type: "device_config";
  tenant_id: number;
  pit_id: number | null;
  device_id: string;
  desired_version: number;
  reported_version: number | null;
}

/** A job changed; the newer of two has the higher version. Customers hear of their own alone. */
export interface JobStatusEvent {
  type: "job_status";
  job_id: number;
  pit_id: number;
  /** The customer's account. */
  user_id: number;
  status: string;
  estimated_end_time: string;
  current_stage: string | null;
  /** From 1. */
  current_stage_position: number | null;
  stages_done: number;
  stages_total: number;
  version: number;
}

/** An alert was raised, got worse or better, was acknowledged or is over: always the whole alert; never to customers. */
export interface AlertEvent {
  type: "alert";
  alert_id: number;
  /** Null for the vendor's own, which only admins hear of. */
  workshop_id: number | null;
  pit_id: number | null;
  pit_code: string | null;
  /** What people call the pit. */
  pit_name: string | null;
  device_id: string | null;
  alert_type: string;
  severity: "info" | "warning" | "critical";
  message: string;
  subject: string;
  value: number;
  limit_value: number;
  is_above: boolean;
  status: "open" | "acknowledged" | "cleared";
  raised_at: string;
  updated_at: string;
  acknowledged_by: number | null;
}

/** The messages in the app of whoever is signed in changed: there is a new one, or some were read elsewhere. What they say is asked for. */
export interface MessageNewsEvent {
  type: "message";
  user_id: number;
  change: "new" | "read";
  /** Null when all were read. */
  message_id: string | null;
  /** Null when none is new. */
  kind: string | null;
}

export type LiveEvent =
  | MessageNewsEvent
  | JobStatusEvent
  | SensorUpdate
  | DeviceStatusEvent
  | LicenseSwitchEvent
  | CommandStatusEvent
  | DeviceStateEvent
  | DeviceConfigEvent
  | AlertEvent;
