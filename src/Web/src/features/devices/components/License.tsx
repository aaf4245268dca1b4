import { useTranslation } from "react-i18next";
import { LicenseBadge, useReason } from "@/components/device";
import { Alert, Card, CardSection, KeyValue, QueryState, Timeline } from "@/components/ui";
import type { DeviceDetails } from "@/lib/devices/types";
import { useFormat } from "@/lib/i18n/format";
import { useMe } from "@/lib/session/useSession";
import { useLicense } from "../api/useLicense";

/** Whether the device may work, since when and why; its owner sees every throw of the switch, the vendor throws it. */
export function License({ device }: { device: DeviceDetails }) {
  const { t } = useTranslation("devices");
  const format = useFormat();
  const reason = useReason();
  const runs = useMe().role !== "staff";
  const query = useLicense(device.device_id, runs);
  const license = query.data?.license;
  const status = license?.status ?? device.license_status;
  const why = license?.reason ?? device.license_reason;
  const since = license?.changed_at ?? device.license_changed_at;
  return (
    <Card title={t("license.title")}>
      {status !== null && status !== "active" && (
        <Alert tone="warn" className="mb-4">
          {t("license.off")}
        </Alert>
      )}
      <KeyValue
        items={[
          { label: t("license.status"), value: <LicenseBadge status={status} /> },
          ...(why === "" ? [] : [{ label: t("license.reason"), value: reason(why) }]),
          { label: t("license.since"), value: since === null ? "–" : format.dateTime(since) },
          ...(runs
            ? [{ label: t("license.key"), value: <code className="font-mono">{device.license_key}</code> }]
            : []),
          ...(license
            ? [
                {
                  label: t("license.expires"),
                  value: license.expires_at === null ? t("license.unlimited") : format.dateTime(license.expires_at),
                },
                {
                  label: t("license.lease"),
                  value: license.lease_valid_until === null ? "–" : format.dateTime(license.lease_valid_until),
                },
              ]
            : []),
        ]}
      />
      {runs && (
        <CardSection title={t("switches.title")}>
          <QueryState
            query={query}
            empty={query.data?.switches.length === 0}
            emptyState={<p className="text-sm text-muted">{t("switches.none")}</p>}
          >
            {() => (
              <ul className="space-y-5">
                {query.data?.switches.map((thrown) => (
                  <li key={thrown.switch_id}>
                    <p className="mb-2 flex flex-wrap items-center gap-2 text-sm">
                      <LicenseBadge status={thrown.to_status} />
                      <span className="min-w-0 break-words">{reason(thrown.reason)}</span>
                    </p>
                    <Timeline
                      items={[
                        { title: t("switches.requested"), at: thrown.requested_at },
                        { title: t("switches.sent"), at: thrown.command_sent_at },
                        {
                          title: t(thrown.to_status === "active" ? "switches.taken" : "switches.refused"),
                          at: thrown.effective_at,
                        },
                        { title: t("switches.confirmed"), at: thrown.confirmed_at },
                      ].map(({ title, at }) => ({
                        title,
                        at: at === null ? t("switches.waiting") : format.dateTime(at),
                        done: at !== null,
                      }))}
                    />
                  </li>
                ))}
              </ul>
            )}
          </QueryState>
        </CardSection>
      )}
    </Card>
  );
}
