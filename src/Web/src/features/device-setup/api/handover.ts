import type { Credentials } from "@/components/device";

/**
 * Credentials on their way from the form to the page that shows them. In memory only: neither the address nor the
 * browser's history may keep a secret, so after a reload it is gone.
 */
const kept = new Map<string, Credentials>();

export const handover = {
  give: (credentials: Credentials) => void kept.set(credentials.device_id, credentials),
  look: (deviceId: string): Credentials | null => kept.get(deviceId) ?? null,
  forget: (deviceId: string) => void kept.delete(deviceId),
};
