import { useTranslation } from "react-i18next";
import { PageNav } from "@/components/ui";
import { paths } from "@/lib/paths";
import type { Role } from "@/lib/session/session";
import { useMe } from "@/lib/session/useSession";

const pages: readonly { to: string; label: string; roles: readonly Role[] }[] = [
  { to: paths.alerts, label: "inbox", roles: ["owner", "staff", "admin"] },
  { to: paths.alertRules, label: "rules", roles: ["owner"] },
  { to: paths.escalation, label: "escalation", roles: ["owner"] },
  { to: paths.alertNoise, label: "noise", roles: ["owner", "admin"] },
  { to: paths.deliveries, label: "deliveries", roles: ["owner", "admin"] },
  { to: paths.messageTemplates, label: "texts", roles: ["owner", "admin"] },
];

/** The pages around alerts that the reader has; whoever has one only needs no way between them. */
export function AlertPages() {
  const { t } = useTranslation("alerting");
  const { role } = useMe();
  const own = pages.filter(({ roles }) => roles.includes(role));
  if (own.length < 2) return null;
  return <PageNav label={t("pages.label")} pages={own.map(({ to, label }) => ({ to, label: t(`pages.${label}`) }))} />;
}
