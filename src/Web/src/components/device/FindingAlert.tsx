import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Alert, type Tone } from "@/components/ui";
import { useNow } from "@/lib/clock";
import { broker } from "./setupText";
import type { Finding, FindingKind } from "@/lib/devices/diagnose";
import { useFormat } from "@/lib/i18n/format";
import { useReason } from "./useReason";

const tones: Record<FindingKind, Tone> = {
  working: "good",
  connected: "accent",
  reachable: "good",
  silent: "warn",
  lost: "warn",
  never_connected: "warn",
  not_assigned: "warn",
  disabled: "bad",
  stopped: "warn",
  cut_off: "bad",
  wrong_password: "bad",
  wrong_client_id: "bad",
  wrong_topic: "bad",
  wrong_license: "bad",
  rejected: "bad",
};

/** What has to be looked at, one after the other. */
const checks: Partial<Record<FindingKind, readonly string[]>> = {
  never_connected: ["power", "network", "address", "firewall"],
  lost: ["power", "network"],
  silent: ["sensor", "clock"],
};

/** How a device stands and what to do about it. */
export function FindingAlert({ finding, actions }: { finding: Finding; actions?: ReactNode }) {
  const { t } = useTranslation("device");
  const format = useFormat();
  const reason = useReason();
  const age = useNow((now) =>
    finding.at === null ? null : format.ago(finding.at, Math.max(now, Date.parse(finding.at))),
  );
  const { host, tls, plain } = broker();
  const words = {
    host,
    tls,
    plain,
    reason: "reason" in finding ? reason(finding.reason) : "",
    count: "count" in finding ? finding.count : 0,
  };
  return (
    <Alert tone={tones[finding.kind]} title={t(`finding.${finding.kind}.title`, words)} actions={actions}>
      <p>{t(`finding.${finding.kind}.text`, words)}</p>
      {checks[finding.kind] && (
        <ol className="mt-2 list-decimal space-y-1 ps-5">
          {checks[finding.kind]?.map((check) => (
            <li key={check}>{t(`checks.${check}`, words)}</li>
          ))}
        </ol>
      )}
      {"tried" in finding && (
        <dl className="mt-2 space-y-1">
          <Line label={t("finding.tried")} value={finding.tried} />
          <Line label={t("finding.right")} value={finding.right} />
        </dl>
      )}
      {finding.kind === "rejected" && (
        <p className="mt-1">
          {t(`rejection.${finding.reason}`, { defaultValue: "" })}
          {finding.detail !== "" && <code className="ms-1 font-mono">{finding.detail}</code>}
        </p>
      )}
      {/* Counts up by itself: a screen reader is told the finding, not every second of it. */}
      {age !== null && (
        <p aria-live="off" className="mt-1 text-muted">
          {t(finding.kind === "silent" || finding.kind === "connected" ? "finding.since" : "finding.seen", { age })}
        </p>
      )}
    </Alert>
  );
}

function Line({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt className="text-muted">{label}</dt>
      <dd>
        <code className="font-mono break-all">{value}</code>
      </dd>
    </div>
  );
}
