import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { DeviceState, LicenseState, useReasonWords, WorkshopLink } from "@/components/admin";
import { Card, CopyField, KeyValue, PageHeader, QueryState } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { useLiveEvent } from "@/lib/live";
import { paths } from "@/lib/paths";
import { type License as OneLicense, useDeviceOf, useLicense } from "../api/licenses";
import { SwitchCard } from "../components/SwitchCard";

/** One license and its switch. */
export default function License() {
  const { t } = useTranslation("admin-licenses");
  const { licenseKey = "" } = useParams();
  const query = useLicense(licenseKey);
  return (
    <>
      <PageHeader
        title={query.data?.device_id ?? t("license")}
        subtitle={query.data && <LicenseState status={query.data.status} />}
        back={{ to: paths.adminLicenses, label: t("title") }}
      />
      <QueryState query={query}>{query.data && <Details license={query.data} />}</QueryState>
    </>
  );
}

function Details({ license }: { license: OneLicense }) {
  const { t } = useTranslation("admin-licenses");
  const format = useFormat();
  const words = useReasonWords();
  const queryClient = useQueryClient();
  const device = useDeviceOf(license.device_id);
  const { device_id: deviceId } = license;
  useLiveEvent("device_status", (event) => {
    if (event.device_id === deviceId) void queryClient.invalidateQueries({ queryKey: ["devices", deviceId] });
  });
  const presence = device.data?.presence;
  const state =
    presence === undefined
      ? null
      : !presence.online
        ? "offline"
        : presence.reported_status === "disabled"
          ? "disabled"
          : "online";
  const dateOr = (at: string | null, none: string) => (at === null ? none : format.dateTime(at));
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card title={t("license")}>
        <div className="mb-4">
          <CopyField label={t("key")} value={license.license_key} />
        </div>
        <KeyValue
          items={[
            {
              label: t("device"),
              value: (
                <Link
                  to={paths.device.of(deviceId)}
                  className="inline-flex min-h-touch items-center break-all underline decoration-line-strong underline-offset-4"
                >
                  {deviceId}
                </Link>
              ),
            },
            { label: t("deviceState"), value: state === null ? "–" : <DeviceState status={state} /> },
            { label: t("workshop"), value: <WorkshopLink id={license.workshop_id} /> },
            { label: t("status"), value: <LicenseState status={license.status} /> },
            ...(license.reason === "" ? [] : [{ label: t("reason"), value: words(license.reason) }]),
            { label: t("issued"), value: format.dateTime(license.issued_at) },
            { label: t("changed"), value: format.dateTime(license.changed_at) },
            { label: t("expires"), value: dateOr(license.expires_at, t("noEnd")) },
            { label: t("lease"), value: dateOr(license.lease_valid_until, "–") },
          ]}
        />
      </Card>
      <SwitchCard license={license} isOnline={presence?.online ?? null} />
    </div>
  );
}
