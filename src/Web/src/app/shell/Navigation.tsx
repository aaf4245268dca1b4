import { Menu as MenuIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useLocation, useNavigate } from "react-router";
import { cn } from "@/lib/cn";
import { Menu } from "@/components/ui";
import { useHasControllers } from "@/lib/controllers/queries";
import { type FeatureLink, isFor } from "@/lib/feature";
import { useMe } from "@/lib/session/useSession";
import { features } from "../features";
import { frameClass } from "./frame";
import { OpenAlerts } from "./lazyNotices";

function useLinks(): FeatureLink[] {
  const me = useMe();
  const workshop = me.role !== "admin" && (me.tenant_kind ?? "workshop") === "workshop";
  const found = useHasControllers(workshop);
  const has = found || !workshop;
  return features
    .flatMap((feature) => feature.links)
    .filter((link) => isFor(link, me) && (link.withControllers !== true || has))
    .sort((a, b) => a.order - b.order);
}

export function Brand({ className }: { className?: string }) {
  const me = useMe();
  const { t } = useTranslation("shell");
  return (
    <Link to="/" className={cn("flex min-h-touch min-w-0 items-center gap-2 font-semibold", className)}>
      <img src="/icon.svg" alt="" width={28} height={28} />
      <span className="line-clamp-2 min-w-0 text-sm leading-5 break-words">{me.workshop_name ?? t("product")}</span>
    </Link>
  );
}

export function Sidebar() {
  const { t } = useTranslation("shell");
  const links = useLinks();
  return (
    <aside className={frameClass.side}>
      <div className={frameClass.sideHead}>
        <Brand />
      </div>
      <nav aria-label={t("nav.label")} className="flex-1 overflow-y-auto p-3">
        <ul className="grid gap-1">
          {links.map(({ to, label, icon: Icon, badge }) => (
            <li key={to}>
              <NavLink
                to={to}
                className={({ isActive }) =>
                  cn(
                    "flex min-h-touch items-center gap-3 rounded-control px-3 text-sm font-medium text-muted hover:bg-sunken hover:text-ink",
                    isActive && "bg-accent-soft text-accent-strong hover:bg-accent-soft hover:text-accent-strong",
                  )
                }
              >
                <Icon aria-hidden className="size-5 shrink-0" />
                {t(`nav.${label}`)}
                {badge !== undefined && <OpenAlerts className="ms-auto" />}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </aside>
  );
}

/** The phone's navigation: four places for the thumb, the rest behind "more". */
export function BottomBar() {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const links = useLinks();
  const shown = links.length <= 5 ? links : links.slice(0, 4);
  const rest = links.slice(shown.length);
  const entry =
    "flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 px-1 text-[0.6875rem] font-medium text-muted";
  return (
    <nav aria-label={t("nav.label")} className={frameClass.bottomBar}>
      {shown.map(({ to, label, icon: Icon, badge }) => (
        <NavLink key={to} to={to} className={({ isActive }) => cn(entry, isActive && "text-accent-strong")}>
          <span className="relative">
            <Icon aria-hidden className="size-5" />
            {badge !== undefined && <OpenAlerts className="absolute -top-2 left-3" />}
          </span>
          <span className="max-w-full truncate">{t(`nav.${label}`)}</span>
        </NavLink>
      ))}
      {rest.length > 0 && (
        <Menu
          trigger={
            <button
              type="button"
              className={cn(entry, rest.some((link) => pathname.startsWith(link.to)) && "text-accent-strong")}
            >
              <MenuIcon aria-hidden className="size-5" />
              {t("nav.more")}
            </button>
          }
          items={rest.map(({ to, label, icon: Icon }) => ({
            label: t(`nav.${label}`),
            icon: <Icon aria-hidden />,
            onSelect: () => void navigate(to),
          }))}
        />
      )}
    </nav>
  );
}
