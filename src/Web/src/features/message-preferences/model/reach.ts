import type { Me } from "@/lib/session/session";
import type { Kind } from "./preferences";

/** An address, if it is one: what was emptied is none. */
export function addressOf(text: string | null): string | null {
  return text === null || text === "" ? null : text;
}

/**
 * `no_phone`, `no_country`: SMS or WhatsApp cannot come, because no number is known or it is written without its country;
 * `no_email`: mails cannot.
 */
export type Unreached = "no_phone" | "no_country" | "no_email";

/** Why channels that somebody has chosen lead nowhere. What cannot be chosen is sent to where it was asked for. */
export function unreachableBy(kinds: readonly Kind[], me: Pick<Me, "phone" | "email">): Unreached[] {
  const chosen = kinds.filter(({ is_fixed }) => !is_fixed).map(({ channels }) => channels);
  const phone = addressOf(me.phone);
  const unreached: Unreached[] = [];
  if (chosen.some(({ sms, whatsapp }) => sms || whatsapp)) {
    if (phone === null) unreached.push("no_phone");
    else if (!phone.startsWith("+")) unreached.push("no_country");
  }
  if (chosen.some(({ email }) => email) && addressOf(me.email) === null) unreached.push("no_email");
  return unreached;
}

/** Whose e-mail address the workshop's owner keeps; the others' is for the vendor to change. */
export const ownerKeepsEmail = ({ role }: Me): boolean => role === "staff" || role === "customer";
