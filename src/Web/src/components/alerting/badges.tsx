import { CircleCheck, CircleDot, Info, OctagonAlert, TriangleAlert, UserCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge, type Tone } from "@/components/ui";
import type { AlertStatus, Severity } from "@/lib/alerting/types";

const severityLook: Record<Severity, { tone: Tone; icon: typeof Info }> = {
  critical: { tone: "bad", icon: OctagonAlert },
  warning: { tone: "warn", icon: TriangleAlert },
  info: { tone: "accent", icon: Info },
};

const statusLook: Record<AlertStatus, { tone: Tone; icon: typeof Info }> = {
  open: { tone: "warn", icon: CircleDot },
  acknowledged: { tone: "accent", icon: UserCheck },
  cleared: { tone: "good", icon: CircleCheck },
};

export const toneOf = (severity: Severity): Tone => severityLook[severity].tone;

/** How bad it is. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  const { t } = useTranslation("alerting");
  const { tone, icon: Icon } = severityLook[severity];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {t(`severity.${severity}`)}
    </Badge>
  );
}

/** Whether somebody has to do something about it. */
export function StatusBadge({ status }: { status: AlertStatus }) {
  const { t } = useTranslation("alerting");
  const { tone, icon: Icon } = statusLook[status];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {t(`status.${status}`)}
    </Badge>
  );
}
