import { useTranslation } from "react-i18next";
import { Badge, type Column, DataList, type Tone } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import type { ServiceHealth } from "../api/ops";
import { whyOf } from "./Verdict";

const tones: Record<ServiceHealth["state"], Tone> = {
  healthy: "good",
  degraded: "warn",
  unhealthy: "bad",
  unreachable: "bad",
};

/** Every service: how it is, how fast it answers, since when it runs. */
export function Services({ services }: { services: readonly ServiceHealth[] }) {
  const { t } = useTranslation("admin-ops");
  const format = useFormat();
  const columns: Column<ServiceHealth>[] = [
    { key: "name", header: t("services.name"), cell: ({ name }) => name },
    {
      key: "state",
      header: t("services.state"),
      cell: ({ state }) => <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>,
    },
    {
      key: "checks",
      header: t("services.checks"),
      cell: (service) => {
        const why = whyOf(service);
        const good = service.checks.filter(({ state }) => state === "healthy").length;
        return why === "" ? t("services.good", { good, all: service.checks.length }) : why;
      },
    },
    {
      key: "response",
      header: t("services.response"),
      align: "end",
      cell: ({ response_ms: ms }) => (ms === null ? "–" : t("ms", { ms: format.number(ms) })),
    },
    {
      key: "uptime",
      header: t("services.uptime"),
      align: "end",
      cell: ({ uptime_s: seconds }) => (seconds === null ? "–" : format.duration(seconds * 1_000)),
    },
    {
      key: "memory",
      header: t("services.memory"),
      align: "end",
      cell: ({ memory_bytes: bytes }) => (bytes === null ? "–" : format.bytes(bytes)),
    },
    {
      key: "version",
      header: t("services.version"),
      cell: ({ version }) => version?.replace(/(\+.{7}).*/, "$1") ?? "–",
      hideBelow: "lg",
    },
  ];
  return <DataList caption={t("services.title")} items={services} columns={columns} rowKey={({ name }) => name} />;
}
