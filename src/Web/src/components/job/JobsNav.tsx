import { useTranslation } from "react-i18next";
import { PageNav } from "@/components/ui";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";

const places = [
  { to: paths.jobs, label: "board", roles: ["owner", "staff"] },
  { to: paths.jobHistory, label: "history", roles: ["owner", "staff"] },
  { to: paths.jobAnalytics, label: "analytics", roles: ["owner"] },
  { to: paths.jobTemplates, label: "templates", roles: ["owner"] },
  { to: paths.jobActivity, label: "activity", roles: ["owner"] },
] as const;

/** The places of a workshop's jobs, by role. */
export function JobsNav() {
  const { t } = useTranslation("job");
  const { role } = useMe();
  const own = places.filter(({ roles }) => (roles as readonly string[]).includes(role));
  return <PageNav label={t("nav.label")} pages={own.map(({ to, label }) => ({ to, label: t(`nav.${label}`) }))} />;
}
