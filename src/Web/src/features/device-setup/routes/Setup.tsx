import { PartyPopper, Plus } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Age, type Credentials, CredentialsOnce, FindingAlert, RotateSecret } from "@/components/device";
import { Card, LinkButton, PageHeader, QueryState, Spinner, Stat } from "@/components/ui";
import { receivedAt } from "@/lib/devices/diagnose";
import { useDevice } from "@/lib/devices/queries";
import type { DeviceDetails, DeviceReading } from "@/lib/devices/types";
import { useDiagnosis } from "@/lib/devices/useDiagnosis";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import { handover } from "../api/handover";
import { useAwaitedDevice } from "../api/useAwaitedDevice";
import { LeaveGuard } from "../components/LeaveGuard";
import { Steps } from "../components/Steps";

export default function Setup() {
  const { t } = useTranslation("device-setup");
  const deviceId = useParams()["deviceId"] ?? "";
  const every = useAwaitedDevice(deviceId);
  const query = useDevice(deviceId, { every });
  const device = query.data;
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={t("setup.title")}
        subtitle={<span className="font-mono break-all">{deviceId}</span>}
        back={{ to: paths.device.of(deviceId), label: t("setup.back") }}
      />
      {/* Another device is another wait with other secrets. */}
      <QueryState query={query}>
        {() => device && <Waiting key={device.device_id} device={device} every={every} />}
      </QueryState>
    </div>
  );
}

function Waiting({ device, every }: { device: DeviceDetails; every: number | false }) {
  const { t } = useTranslation("device-setup");
  const { device_id } = device;
  const [credentials, setCredentials] = useState<Credentials | null>(() => handover.look(device_id));
  useEffect(() => () => handover.forget(device_id), [device_id]);
  const { finding, reading, query } = useDiagnosis(device, device_id, every);
  const works = finding?.kind === "working";
  const rotate = (
    <RotateSecret
      device={device}
      onRotated={setCredentials}
      variant={finding?.kind === "wrong_password" ? "primary" : "secondary"}
    />
  );

  return (
    <>
      <Steps current={credentials !== null && finding?.kind === "never_connected" ? 1 : 2} done={works} />
      <LeaveGuard
        active={credentials !== null && !works}
        title={t("leave.secretTitle")}
        consequences={t("leave.secretText")}
      />
      <div className="grid gap-5">
        {/* While the secret is in sight it comes first: it is what the installer needs. Afterwards it is the news. */}
        {!works && credentials !== null && (
          <Card title={t("setup.credentials")}>
            <CredentialsOnce credentials={credentials} />
          </Card>
        )}
        <Card title={t(works ? "setup.worksTitle" : "setup.waitTitle")}>
          <QueryState query={query}>
            {() =>
              finding && (
                <>
                  {!works && (
                    <p className="mb-4 flex items-center gap-2 text-sm text-muted">
                      <Spinner />
                      {t("setup.waiting")}
                    </p>
                  )}
                  <FindingAlert finding={finding} actions={finding.kind === "wrong_password" ? rotate : undefined} />
                  {works && reading && <FirstValues device={device} reading={reading} />}
                </>
              )
            }
          </QueryState>
        </Card>
        {!works && credentials === null && finding?.kind !== "wrong_password" && (
          <Card title={t("setup.credentials")}>
            <p className="mb-4 text-sm text-muted">{t("setup.secretGone")}</p>
            {rotate}
          </Card>
        )}
      </div>
    </>
  );
}

function FirstValues({ device, reading }: { device: DeviceDetails; reading: DeviceReading }) {
  const { t } = useTranslation("device-setup");
  const format = useFormat();
  const admin = useMe().role === "admin";
  const at = receivedAt(reading);
  return (
    <>
      <div className="mt-5 grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Stat label={t("setup.temperature")} value={format.temperature(reading.temperature)} />
        <Stat label={t("setup.humidity")} value={format.humidity(reading.humidity)} />
        <Stat label={t("setup.aqi")} value={reading.aqi === null ? "–" : format.number(reading.aqi)} />
        <Stat label={t("setup.pressure")} value={format.pressure(reading.pressure)} />
      </div>
      <p className="mt-3 text-sm text-muted">
        {t("setup.received")} <Age at={at} />
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        {device.pit_id !== null && !admin && (
          <LinkButton to={paths.pit.of(device.pit_id)} icon={<PartyPopper aria-hidden />}>
            {t("setup.openPit")}
          </LinkButton>
        )}
        <LinkButton variant="secondary" to={paths.device.of(device.device_id)}>
          {t("setup.openDevice")}
        </LinkButton>
        {!admin && (
          <LinkButton variant="secondary" to={paths.deviceSetup} icon={<Plus aria-hidden />}>
            {t("setup.another")}
          </LinkButton>
        )}
      </div>
    </>
  );
}
