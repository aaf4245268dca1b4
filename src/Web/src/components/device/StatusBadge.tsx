import { CircleSlash, Wifi, WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge, type Tone } from "@/components/ui";

const presence: Record<string, { tone: Tone; icon: typeof Wifi }> = {
  online: { tone: "good", icon: Wifi },
  offline: { tone: "neutral", icon: WifiOff },
  disabled: { tone: "bad", icon: CircleSlash },
};

/** Online, offline, or connected but switched off. */
export function StatusBadge({ status }: { status: string }) {
  const { t } = useTranslation("device");
  const { tone, icon: Icon } = presence[status] ?? { tone: "neutral" as const, icon: WifiOff };
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {t(`status.${status}`, { defaultValue: status })}
    </Badge>
  );
}

const license: Record<string, Tone> = { active: "good", suspended: "bad", expired: "warn" };

/** What the license allows; null in the moment before it is issued. */
export function LicenseBadge({ status }: { status: string | null }) {
  const { t } = useTranslation("device");
  const word = status ?? "none";
  return <Badge tone={license[word] ?? "neutral"}>{t(`license.${word}`, { defaultValue: word })}</Badge>;
}
