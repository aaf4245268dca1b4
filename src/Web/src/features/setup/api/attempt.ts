import { registry } from "@/lib/api/client";
import { stored } from "@/lib/stored";
import type { SetupStep } from "./types";

interface Attempt {
  id: string;
  serial: string;
  told: SetupStep[];
}

const kept = stored<Attempt | null>("platform.setup", null);

// crypto.randomUUID is missing on plain-HTTP addresses.
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * Tells the vendor how far somebody came, once per step. An attempt is one serial number in this browser: it goes on
 * after the sign-up's mail was opened in another tab, and is over when the device is set up.
 */
export function tellStep(serial: string, step: SetupStep): void {
  const known = kept.get();
  const attempt = known?.serial === serial ? known : { id: uuid(), serial, told: [] };
  if (attempt.told.includes(step)) return;
  kept.set(step === "done" ? null : { ...attempt, told: [...attempt.told, step] });
  registry
    .POST("/api/setup/steps", { body: { attempt_id: attempt.id, serial_number: serial, step } })
    // A figure that is lost is no reason to disturb the set-up.
    .catch(() => undefined);
}
