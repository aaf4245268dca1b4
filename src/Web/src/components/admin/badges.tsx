import { CircleSlash, Wifi, WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge, type Tone } from "@/components/ui";

const licenseTones: Record<string, Tone> = { active: "good", suspended: "bad", expired: "warn" };

/** What a license allows; null in the moment before it is issued. */
export function LicenseState({ status }: { status: string | null }) {
  const { t } = useTranslation("admin");
  const word = status ?? "none";
  return <Badge tone={licenseTones[word] ?? "neutral"}>{t(`license.${word}`, { defaultValue: word })}</Badge>;
}

const devices: Record<string, { tone: Tone; icon: typeof Wifi }> = {
  online: { tone: "good", icon: Wifi },
  offline: { tone: "neutral", icon: WifiOff },
  disabled: { tone: "bad", icon: CircleSlash },
};

/** Online, offline, or connected but switched off. */
export function DeviceState({ status }: { status: string }) {
  const { t } = useTranslation("admin");
  const { tone, icon: Icon } = devices[status] ?? { tone: "neutral" as const, icon: WifiOff };
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {t(`device.${status}`, { defaultValue: status })}
    </Badge>
  );
}

/** Whether a workshop is served. */
export function WorkshopState({ status }: { status: string }) {
  const { t } = useTranslation("admin");
  return <Badge tone={status === "active" ? "good" : "bad"}>{t(`workshop.${status}`, { defaultValue: status })}</Badge>;
}
