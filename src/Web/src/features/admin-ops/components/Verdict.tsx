import { useTranslation } from "react-i18next";
import { Alert, Skeleton } from "@/components/ui";
import type { Health, ServiceHealth, useHealth } from "../api/ops";
import { Age } from "./OpsCard";

const tones = { healthy: "good", degraded: "warn", down: "bad" } as const;

/** Is it us? In one sentence, and why. */
export function Verdict({ query }: { query: ReturnType<typeof useHealth> }) {
  const { t } = useTranslation("admin-ops");
  const { data: health, isError, isPending, dataUpdatedAt } = query;
  if (isPending) return <Skeleton className="h-24" />;
  if (health === undefined)
    return (
      <Alert tone="warn" title={t("verdict.unknown.title")}>
        {t("verdict.unknown.text")}
      </Alert>
    );
  return (
    <div>
      <Alert
        tone={isError ? "warn" : tones[health.verdict]}
        title={
          <span className="text-lg">{t(isError ? "verdict.unknown.title" : `verdict.${health.verdict}.title`)}</span>
        }
      >
        <p>{t(isError ? "verdict.stale" : `verdict.${health.verdict}.text`)}</p>
        <Reasons health={health} />
      </Alert>
      {/* Beside the live region, which would be read out every second otherwise. */}
      <p className="mt-1 text-end">
        <Age at={dataUpdatedAt} />
      </p>
    </div>
  );
}

function Reasons({ health }: { health: Health }) {
  const { t } = useTranslation("admin-ops");
  const servers = (["postgres", "messaging"] as const).filter((name) => health[name].state === "unhealthy");
  const services = health.services.filter(({ state }) => state !== "healthy");
  if (servers.length + services.length === 0) return null;
  return (
    <ul className="my-2 list-disc space-y-1 ps-5">
      {servers.map((name) => (
        <li key={name}>{t(`reasons.${name}`)}</li>
      ))}
      {services.map((service) => (
        <li key={service.name}>
          {t(`reasons.${service.state}`, { name: service.name })} <span className="text-muted">{whyOf(service)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What the service says itself, as it says it. */
export function whyOf({ detail, checks }: ServiceHealth): string {
  const wrong = checks
    .filter(({ state }) => state !== "healthy")
    .map((check) => (check.detail === null ? check.name : `${check.name} (${check.detail})`));
  return [...(detail === null ? [] : [detail]), ...wrong].join(", ");
}
