import { useQueryClient } from "@tanstack/react-query";
import { Bell as BellIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, useNavigate } from "react-router";
import { useAlertWords } from "@/components/alerting";
import { toast } from "@/components/ui";
import { type Alert, seesAlerts } from "@/lib/alerting/types";
import { useActiveAlerts } from "@/lib/alerting/useActiveAlerts";
import { cn } from "@/lib/cn";
import { useLiveEvent } from "@/lib/live";
import { messagesKey, useUnread } from "@/lib/messages/useUnread";
import { ownPath } from "@/lib/ownPath";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";

const openOf = (alerts: readonly Alert[]) => alerts.filter(({ status }) => status === "open").length;
const criticalOf = (alerts: readonly Alert[]) =>
  alerts.filter(({ severity }) => severity === "critical").map(({ alert_id }) => alert_id);

const pill =
  "inline-flex min-w-5 items-center justify-center rounded-full bg-bad px-1.5 text-xs leading-5 font-semibold text-on-bad tabular-nums";
const shown = (count: number) => (count > 99 ? "99+" : String(count));

/** How many alerts are open; nothing when none is. */
export function Badge({ className }: { className: string }) {
  const { t } = useTranslation("alerting");
  const count = useActiveAlerts(openOf).data ?? 0;
  if (count === 0) return null;
  return (
    <span data-open-alerts={count} className={cn(pill, className)}>
      <span aria-hidden>{shown(count)}</span>
      <span className="sr-only"> ({t("openCount", { count })})</span>
    </span>
  );
}

/** What somebody was told. */
export function Bell() {
  const { t } = useTranslation("alerting");
  const count = useUnread();
  return (
    <NavLink
      to={paths.messages}
      aria-label={count === 0 ? t("bell.none") : t("bell.unread", { count })}
      data-unread={count}
      className="relative grid min-h-touch min-w-touch place-items-center rounded-control hover:bg-sunken"
    >
      <BellIcon aria-hidden className="size-6" />
      {count > 0 && (
        <span aria-hidden className={cn(pill, "absolute end-0 top-0")}>
          {shown(count)}
        </span>
      )}
    </NavLink>
  );
}

/** Has messages asked for again when there are others; says once when an alert is critical, be it new or that it became so; opens what a push message was about. */
export function Watch() {
  const { t } = useTranslation("alerting");
  const me = useMe();
  const navigate = useNavigate();
  const client = useQueryClient();
  const words = useAlertWords();
  const { data } = useActiveAlerts(criticalOf);
  const told = useRef(new Set<number>());
  useEffect(() => {
    for (const id of data ?? []) told.current.add(id);
  }, [data]);

  useLiveEvent("message", () => void client.invalidateQueries({ queryKey: messagesKey }));

  useLiveEvent("alert", (event) => {
    if (event.status === "cleared") told.current.delete(event.alert_id);
    if (event.severity !== "critical" || event.status !== "open" || told.current.has(event.alert_id)) return;
    if (!seesAlerts(me)) return;
    told.current.add(event.alert_id);
    const text = t("news.critical", {
      alert: words.typeOf(event.alert_type),
      place: event.pit_name ?? event.pit_code ?? event.device_id ?? t("vendor"),
      reading: words.readingOf(event),
    });
    toast.alarm(text, t("news.open"), () => void navigate(paths.alert.of(event.alert_id)));
  });

  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    const open = ({ data: said }: MessageEvent<{ type?: unknown; path?: unknown } | null>) => {
      const path = said?.type === "OPEN" && typeof said.path === "string" ? ownPath(said.path) : null;
      if (path !== null) void navigate(path);
    };
    navigator.serviceWorker.addEventListener("message", open);
    return () => navigator.serviceWorker.removeEventListener("message", open);
  }, [navigate]);
  return null;
}
