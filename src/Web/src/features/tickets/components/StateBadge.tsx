import { useTranslation } from "react-i18next";
import { Badge, type Tone } from "@/components/ui";
import { useMe } from "@/lib/session/useSession";
import type { TicketState } from "../api/types";

const tones: Record<TicketState, Tone> = { open: "warn", answered: "accent", closed: "neutral" };

/** Who has the word: the vendor reads "open" where the customer reads "waiting for an answer". */
export function StateBadge({ state }: { state: TicketState }) {
  const { t } = useTranslation("tickets");
  const side = useMe().role === "admin" ? "vendor" : "customer";
  return <Badge tone={tones[state]}>{t(`states.${side}.${state}`)}</Badge>;
}
