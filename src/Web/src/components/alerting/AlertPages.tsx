import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { cn } from "@/lib/cn";
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
  return (
    <nav aria-label={t("pages.label")} className="mb-5">
      <ul className="flex flex-wrap gap-2">
        {own.map(({ to, label }) => (
          <li key={to}>
            <NavLink
              end
              to={to}
              className={({ isActive }) =>
                cn(
                  "inline-flex min-h-touch min-w-touch items-center justify-center rounded-full border px-3.5 text-sm",
                  isActive
                    ? "border-accent bg-accent-soft font-medium text-accent-strong"
                    : "border-line bg-surface text-muted hover:border-line-strong hover:text-ink",
                )
              }
            >
              {t(`pages.${label}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
