import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { cn } from "@/lib/cn";
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
  return (
    <nav aria-label={t("nav.label")} className="mb-4 overflow-x-auto">
      <ul className="flex w-max gap-1 border-b border-line">
        {places
          .filter(({ roles }) => (roles as readonly string[]).includes(role))
          .map(({ to, label }) => (
            <li key={to}>
              <NavLink
                end
                to={to}
                className={({ isActive }) =>
                  cn(
                    "flex min-h-touch items-center border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-muted hover:text-ink",
                    isActive && "border-accent text-ink",
                  )
                }
              >
                {t(`nav.${label}`)}
              </NavLink>
            </li>
          ))}
      </ul>
    </nav>
  );
}
