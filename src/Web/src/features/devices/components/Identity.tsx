import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Card, KeyValue } from "@/components/ui";
import type { DeviceDetails } from "@/lib/devices/types";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import { MoveDevice } from "./MoveDevice";

/** What the device is and where it is mounted. */
export function Identity({ device }: { device: DeviceDetails }) {
  const { t } = useTranslation("devices");
  const format = useFormat();
  const { role } = useMe();
  const admin = role === "admin";
  const code = (text: string) => <code className="font-mono break-all">{text}</code>;
  const pit =
    device.pit_id === null || admin ? (
      (device.pit_name ?? "–")
    ) : (
      <Link
        to={paths.pit.of(device.pit_id)}
        className="inline-flex min-h-touch min-w-touch items-center justify-end text-accent underline underline-offset-2"
      >
        {device.pit_name ?? device.pit_code}
      </Link>
    );
  return (
    <Card title={t("identity.title")} actions={role === "owner" && <MoveDevice device={device} />}>
      <KeyValue
        items={[
          { label: t("identity.id"), value: code(device.device_id) },
          { label: t("identity.serial"), value: code(device.serial_number) },
          { label: t("identity.type"), value: t(`types.${device.device_type}`, { defaultValue: device.device_type }) },
          ...(admin ? [{ label: t("identity.workshop"), value: device.workshop_name ?? "–" }] : []),
          { label: t("identity.pit"), value: pit },
          { label: t("identity.topic"), value: code(device.topic) },
          { label: t("identity.firmware"), value: device.firmware ?? "–" },
          {
            label: t("identity.started"),
            value: device.started_at === null ? "–" : format.dateTime(device.started_at),
          },
          { label: t("identity.boots"), value: device.boot === null ? "–" : format.number(device.boot) },
          { label: t("identity.registered"), value: format.dateTime(device.registered_at) },
        ]}
      />
    </Card>
  );
}
