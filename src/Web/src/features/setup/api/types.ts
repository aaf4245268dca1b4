// Written by hand until registry's OpenAPI document has these routes; then lib/api/schema/registry takes their place.
import type { Operation } from "@/lib/api/operation";
import type { AccessLevel, Permission } from "@/lib/controllers/types";

/** How a device stands to whoever holds its label. */
export interface SetupView {
  serial_number: string;
  device_type: string;
  title: string;
  wifi: boolean;
  state: "claimable" | "yours" | "claimed" | "suspended" | "not_for_sale";
  online: boolean;
  button_pressed_at: string | null;
}

export interface Claimed {
  device_id: string;
  serial_number: string;
  device_name: string;
  device_type: string;
  access_level: AccessLevel;
  permissions: Permission[];
}

/** Steps of the wizard, for the vendor's figures: where people stop. */
export type SetupStep = "scanned" | "signed_in" | "validated" | "wifi" | "named" | "done";

export interface Paths {
  "/api/setup/{serial}": { get: Operation<{ path: { serial: string }; answer: SetupView }> };
  "/api/setup/steps": {
    post: Operation<{ body: { attempt_id: string; serial_number: string; step: SetupStep } }>;
  };
  "/api/devices/register": {
    post: Operation<{
      body: { serial_number: string; device_name: string; claim_code: string | null };
      answer: Claimed;
    }>;
  };
  "/api/devices/{deviceId}": {
    patch: Operation<{ path: { deviceId: string }; body: { device_name: string } }>;
  };
}
