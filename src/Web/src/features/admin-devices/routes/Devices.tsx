import { Cpu, Info } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DeviceState, LicenseState, WorkshopFilter } from "@/components/admin";
import {
  type Column,
  DataList,
  EmptyState,
  LinkButton,
  LoadMore,
  NativeSelect,
  PageHeader,
  QueryState,
  SearchInput,
} from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { useUrlFilter } from "@/lib/useUrlFilter";
import { type Device, useAllDevices, useLiveDevices } from "../api/devices";

/** The devices of all workshops; each leads to its license and the switch. */
export default function Devices() {
  const { t } = useTranslation(["admin-devices", "admin"]);
  const format = useFormat();
  const { filter, set } = useUrlFilter("search", "workshop", "online", "license", "sort");
  const query = useAllDevices(filter);
  useLiveDevices();
  const devices = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = [filter.search, filter.workshop, filter.online, filter.license].some((value) => value !== "");

  const columns: Column<Device>[] = [
    {
      key: "device",
      header: t("device"),
      sortKey: "device_id",
      cell: ({ device_id }) => <span className="break-all lg:whitespace-nowrap">{device_id}</span>,
    },
    { key: "workshop", header: t("workshop"), cell: (device) => device.workshop_name ?? t("admin:noWorkshop") },
    { key: "pit", header: t("pit"), cell: (device) => device.pit_name ?? "–", hideBelow: "lg" },
    { key: "state", header: t("state"), cell: (device) => <DeviceState status={device.status} /> },
    { key: "license", header: t("license"), cell: (device) => <LicenseState status={device.license_status} /> },
    {
      key: "seen",
      header: t("seen"),
      sortKey: "last_seen_at",
      cell: (device) => (device.last_seen_at === null ? t("never") : format.dateTime(device.last_seen_at)),
    },
    { key: "firmware", header: t("firmware"), cell: (device) => device.firmware ?? "–", hideBelow: "lg" },
    {
      key: "details",
      header: <span className="sr-only">{t("details")}</span>,
      align: "end",
      cell: ({ device_id }) => (
        <LinkButton
          to={paths.device.of(device_id)}
          size="icon"
          variant="ghost"
          aria-label={t("detailsOf", { id: device_id })}
        >
          <Info aria-hidden />
        </LinkButton>
      ),
    },
  ];

  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <div className="mb-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <SearchInput label={t("search")} value={filter.search} onChange={(value) => set("search", value)} />
        <WorkshopFilter value={filter.workshop} onChange={(value) => set("workshop", value)} />
        <NativeSelect
          aria-label={t("state")}
          value={filter.online}
          onChange={(event) => set("online", event.target.value)}
          options={[
            { value: "", label: t("anyState") },
            { value: "true", label: t("admin:device.online") },
            { value: "false", label: t("admin:device.offline") },
          ]}
        />
        <NativeSelect
          aria-label={t("license")}
          value={filter.license}
          onChange={(event) => set("license", event.target.value)}
          options={[
            { value: "", label: t("anyLicense") },
            ...["active", "suspended", "expired"].map((value) => ({ value, label: t(`admin:license.${value}`) })),
          ]}
        />
      </div>
      <QueryState
        query={query}
        empty={devices.length === 0}
        emptyState={
          <EmptyState
            icon={Cpu}
            title={filtered ? t("noMatch.title") : t("empty.title")}
            text={filtered ? t("noMatch.text") : t("empty.text")}
          />
        }
      >
        <DataList
          caption={t("title")}
          items={devices}
          columns={columns}
          rowKey={({ device_id }) => device_id}
          rowLink={({ license_key }) => paths.adminLicense.of(license_key)}
          sort={filter.sort}
          onSort={(sort) => set("sort", sort)}
        />
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
    </>
  );
}
