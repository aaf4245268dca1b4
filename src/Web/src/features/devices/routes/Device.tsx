import { Rocket } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { type Credentials, CredentialsOnce, RotateSecret, StatusBadge } from "@/components/device";
import { Button, Card, LinkButton, PageHeader, QueryState, Tabs } from "@/components/ui";
import { useDevice } from "@/lib/devices/queries";
import type { DeviceDetails } from "@/lib/devices/types";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import { useMediaQuery } from "@/lib/useMediaQuery";
import { useLiveDevice } from "../api/useLiveDevice";
import { Commands } from "../components/Commands";
import { Connection } from "../components/Connection";
import { Identity } from "../components/Identity";
import { Ledger } from "../components/Ledger";
import { License } from "../components/License";
import { Messages } from "../components/Messages";
import { Presence } from "../components/Presence";
import { Refused } from "../components/Refused";

const tabs = ["overview", "presence", "messages", "commands"] as const;
type Tab = (typeof tabs)[number];

export default function Device() {
  const { t } = useTranslation("devices");
  const deviceId = useParams()["deviceId"] ?? "";
  const { role } = useMe();
  const query = useDevice(deviceId);
  useLiveDevice(deviceId);
  const back =
    role === "admin"
      ? { to: paths.adminDevices, label: t("page.backAdmin") }
      : { to: paths.devices, label: t("page.back") };
  const device = query.data;
  return (
    <>
      <PageHeader
        title={deviceId}
        back={back}
        subtitle={
          device && (
            <span className="flex flex-wrap items-center gap-2">
              <StatusBadge status={device.status} />
              {device.pit_name}
            </span>
          )
        }
        actions={
          device &&
          role !== "staff" && (
            <LinkButton variant="secondary" to={paths.deviceSetupOf.of(deviceId)} icon={<Rocket aria-hidden />}>
              {t("page.setup")}
            </LinkButton>
          )
        }
      />
      <QueryState query={query}>{() => device && <Loaded device={device} />}</QueryState>
    </>
  );
}

function Loaded({ device }: { device: DeviceDetails }) {
  const { t } = useTranslation("devices");
  const [params, setParams] = useSearchParams();
  const wide = useMediaQuery("(min-width: 64rem)");
  const { role } = useMe();
  const runs = role !== "staff";
  const { device_id } = device;
  const overview = (
    <>
      <Connection device={device} />
      <Identity device={device} />
      <License device={device} />
      {role === "admin" && <Ledger deviceId={device_id} />}
      {runs && <SecretCard device={device} />}
    </>
  );
  const messages = (
    <>
      <Messages deviceId={device_id} />
      {runs && <Refused deviceId={device_id} />}
    </>
  );
  if (wide) {
    return (
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="grid gap-5">
          {overview}
          <Presence device={device} />
        </div>
        <div className="grid gap-5">
          {messages}
          <Commands deviceId={device_id} />
        </div>
      </div>
    );
  }
  const content: Record<Tab, React.ReactNode> = {
    overview,
    presence: <Presence device={device} />,
    messages,
    commands: <Commands deviceId={device_id} />,
  };
  const tab = tabs.find((one) => one === params.get("tab")) ?? "overview";
  return (
    <Tabs
      label={t("page.tabs")}
      value={tab}
      onValueChange={(next) => setParams(next === "overview" ? {} : { tab: next }, { replace: true })}
      items={tabs.map((one) => ({
        value: one,
        label: t(`page.${one}`),
        content: <div className="grid gap-4">{content[one]}</div>,
      }))}
    />
  );
}

function SecretCard({ device }: { device: DeviceDetails }) {
  const { t } = useTranslation("devices");
  const [credentials, setCredentials] = useState<Credentials | null>(null);
  if (credentials === null) {
    return (
      <Card title={t("secret.title")}>
        <p className="mb-4 text-sm text-muted">{t("secret.text")}</p>
        <RotateSecret device={device} onRotated={setCredentials} />
      </Card>
    );
  }
  return (
    <Card title={t("secret.title")}>
      <CredentialsOnce credentials={credentials} stacked />
      <Button variant="secondary" className="mt-4" onClick={() => setCredentials(null)}>
        {t("secret.done")}
      </Button>
    </Card>
  );
}
