import type { Workshop } from "../api/workshops";

export const workshop: Workshop = {
  tenant_id: 3,
  workshop_id: 3,
  code: "workshop_003",
  kind: "workshop",
  name: "Shine Works",
  owner_name: "Asha Rao",
  email: "asha@example.com",
  phone: null,
  address: null,
  time_zone: "Asia/Kolkata",
  plan: "trial",
  pits: 2,
  created_at: "2026-11-01T08:00:00Z",
  status: "active",
  status_reason: null,
  status_changed_at: null,
  users: 4,
};
