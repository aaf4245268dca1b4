import { LifeBuoy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { StatusBadge } from "@/components/device";
import { EmptyState, LinkButton, PageHeader, QueryState, Tabs } from "@/components/ui";
import { useController, useDeviceTypes, useLiveControllers } from "@/lib/controllers/queries";
import type { DeviceType, OwnDevice } from "@/lib/controllers/types";
import { paths } from "@/lib/paths";
import { Configuration } from "../components/Configuration";
import { Controls } from "../components/Controls";
import { History } from "../components/History";
import { About } from "../components/About";
import { Schedules } from "../components/Schedules";
import { Sharing } from "../components/Sharing";

const tabs = ["control", "history", "schedules", "settings", "sharing"] as const;
type Tab = (typeof tabs)[number];

/** One device: its controls, who switched it, its schedule and configuration, and who may use it. */
export default function HomeDevice() {
  const { t } = useTranslation("home");
  const deviceId = useParams()["deviceId"] ?? "";
  const { query, device } = useController(deviceId);
  useLiveControllers();
  return (
    <>
      <PageHeader
        title={device === null ? deviceId : device.device_name}
        back={{ to: paths.home, label: t("title") }}
        subtitle={
          device && (
            <span className="flex flex-wrap items-center gap-2">
              <StatusBadge status={device.status} />
              {device.access_level !== "owner" && t(`levels.${device.access_level}`)}
            </span>
          )
        }
        actions={
          device && (
            <LinkButton
              variant="secondary"
              to={`${paths.tickets}?device_id=${encodeURIComponent(deviceId)}`}
              icon={<LifeBuoy aria-hidden />}
            >
              {t("help")}
            </LinkButton>
          )
        }
      />
      <QueryState
        query={query}
        empty={device === null}
        emptyState={
          <EmptyState
            icon={LifeBuoy}
            title={t("gone.title")}
            text={t("gone.text")}
            action={<LinkButton to={paths.home}>{t("title")}</LinkButton>}
          />
        }
      >
        {() => device && <Loaded device={device} />}
      </QueryState>
    </>
  );
}

function Loaded({ device }: { device: OwnDevice }) {
  const { t } = useTranslation("home");
  const [params, setParams] = useSearchParams();
  const types = useDeviceTypes();
  const tab = tabs.find((one) => one === params.get("tab")) ?? "control";
  const content: Record<Tab, (type: DeviceType | undefined) => React.ReactNode> = {
    control: (type) => <Controls device={device} type={type} />,
    history: (type) => <History device={device} type={type} />,
    schedules: (type) => <Schedules device={device} type={type} />,
    settings: (type) => (
      <>
        <Configuration device={device} type={type} />
        <About device={device} type={type} />
      </>
    ),
    sharing: () => <Sharing device={device} />,
  };
  return (
    <Tabs
      label={t("tabs.label")}
      value={tab}
      onValueChange={(next) => setParams(next === "control" ? {} : { tab: next }, { replace: true })}
      items={tabs.map((one) => ({
        value: one,
        label: t(`tabs.${one}`),
        content: (
          <QueryState query={types}>
            {() => <div className="grid max-w-3xl gap-4">{content[one](types.data?.get(device.device_type))}</div>}
          </QueryState>
        ),
      }))}
    />
  );
}
