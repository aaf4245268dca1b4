import type { Batch, Unit } from "../api/types";

export const batch: Batch = {
  batch_id: "0199-b",
  number: 3,
  device_type: "4Relay",
  firmware_version: "1.4.0",
  count: 100,
  made: 100,
  status: "ready",
  failure: null,
  flashed: 40,
  tested: 30,
  claimed: 2,
  created_by: "user:7",
  created_at: "2026-11-20T08:00:00Z",
  ready_at: "2026-11-20T08:00:09Z",
  note: null,
};

export const unit: Unit = {
  serial_number: "RY4-7KQ2M9XAD",
  lifecycle: "available",
  provisioning: "flashed",
  port: "/dev/ttyUSB0",
  mac: "24:6F:28:00:00:01",
  detail: null,
  provisioned_at: "2026-11-20T09:00:00Z",
  tested_at: null,
};
