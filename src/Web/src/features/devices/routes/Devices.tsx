import { Cpu, Plus, SearchX } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Age, LicenseBadge, StatusBadge } from "@/components/device";
import {
  Button,
  type Column,
  DataList,
  EmptyState,
  FilterChips,
  LinkButton,
  LoadMore,
  NativeSelect,
  PageHeader,
  QueryState,
  SearchInput,
  Skeleton,
} from "@/components/ui";
import type { Device } from "@/lib/devices/types";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import { type DeviceFilter, useDevices } from "../api/useDevices";
import { usePits } from "../api/usePits";

const sorts = ["device_id", "-last_seen_at", "last_seen_at", "-registered_at", "registered_at"];
const presences = ["", "true", "false"] as const;
const licenses = ["", "active", "suspended", "expired"] as const;

/** The filter is in the address, so that it survives a reload and can be passed on. */
function useFilter(): [DeviceFilter, (change: Partial<DeviceFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const one = <T extends string>(name: string, words: readonly T[], fallback: T) =>
    words.find((word) => word === params.get(name)) ?? fallback;
  const filter: DeviceFilter = {
    search: (params.get("search") ?? "").slice(0, 50),
    online: one("online", presences, ""),
    license: one("license", licenses, ""),
    pit: /^\d{1,9}$/.exec(params.get("pit") ?? "")?.[0] ?? "",
    sort: one("sort", [...sorts, "-device_id"], "device_id"),
  };
  const change = (next: Partial<DeviceFilter>) =>
    setParams(
      (known) => {
        const changed = new URLSearchParams(known);
        for (const [name, value] of Object.entries(next)) {
          if (value === "" || (name === "sort" && value === "device_id")) changed.delete(name);
          else changed.set(name, value);
        }
        return changed;
      },
      { replace: true },
    );
  return [filter, change];
}

export default function Devices() {
  const { t } = useTranslation("devices");
  const runs = useMe().role === "owner";
  const [filter, change] = useFilter();
  const query = useDevices(filter);
  const devices = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const columns = useColumns();
  const limited = filter.search !== "" || filter.online !== "" || filter.license !== "" || filter.pit !== "";

  const add = (
    <LinkButton to={paths.deviceSetup} icon={<Plus aria-hidden />}>
      {t("add")}
    </LinkButton>
  );

  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} actions={runs && add} />
      <Filters filter={filter} change={change} />
      <QueryState
        query={query}
        empty={devices.length === 0}
        emptyState={
          limited ? (
            <EmptyState
              icon={SearchX}
              title={t("noMatch.title")}
              text={t("noMatch.text")}
              action={
                <Button variant="secondary" onClick={() => change({ search: "", online: "", license: "", pit: "" })}>
                  {t("noMatch.clear")}
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={Cpu}
              title={t("empty.title")}
              text={t(runs ? "empty.owner" : "empty.staff")}
              action={runs ? add : undefined}
            />
          )
        }
        skeleton={<ListSkeleton />}
      >
        <DataList
          items={devices}
          columns={columns}
          rowKey={(device) => device.device_id}
          rowLink={(device) => paths.device.of(device.device_id)}
          sort={filter.sort}
          onSort={(sort) => change({ sort })}
          caption={t("title")}
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

function Filters({ filter, change }: { filter: DeviceFilter; change: (next: Partial<DeviceFilter>) => void }) {
  const { t } = useTranslation(["devices", "device"]);
  const pits = usePits();
  return (
    <div className="mb-4 grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_14rem_14rem]">
        <SearchInput
          value={filter.search}
          onChange={(search) => change({ search })}
          label={t("filters.search")}
          className="sm:col-span-2 lg:col-span-1"
        />
        <NativeSelect
          aria-label={t("filters.pit")}
          value={filter.pit}
          onChange={(event) => change({ pit: event.target.value })}
          options={[
            { value: "", label: t("filters.allPits") },
            ...(pits.data?.items ?? []).map((pit) => ({ value: String(pit.pit_id), label: pit.name })),
            // A shared address may name a pit that is not in the list, or not yet.
            ...(filter.pit !== "" && !pits.data?.items.some((pit) => String(pit.pit_id) === filter.pit)
              ? [{ value: filter.pit, label: t("filters.onePit", { id: filter.pit }) }]
              : []),
          ]}
        />
        <NativeSelect
          aria-label={t("filters.sort")}
          value={filter.sort}
          onChange={(event) => change({ sort: event.target.value })}
          options={[...sorts, ...(filter.sort === "-device_id" ? ["-device_id"] : [])].map((sort) => ({
            value: sort,
            label: t(`sorts.${sort}`),
          }))}
        />
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <FilterChips
          label={t("filters.presence")}
          value={filter.online}
          onChange={(online) => change({ online })}
          options={[
            { value: "", label: t("filters.all") },
            { value: "true", label: t("device:status.online") },
            { value: "false", label: t("device:status.offline") },
          ]}
        />
        <FilterChips
          label={t("filters.license")}
          value={filter.license}
          onChange={(license) => change({ license })}
          options={[
            { value: "", label: t("filters.anyLicense") },
            { value: "active", label: t("device:license.active") },
            { value: "suspended", label: t("device:license.suspended") },
            { value: "expired", label: t("device:license.expired") },
          ]}
        />
      </div>
    </div>
  );
}

function useColumns(): Column<Device>[] {
  const { t } = useTranslation("devices");
  const format = useFormat();
  return [
    {
      key: "id",
      header: t("columns.id"),
      cell: (device) => <span className="break-all">{device.device_id}</span>,
      sortKey: "device_id",
    },
    { key: "pit", header: t("columns.pit"), cell: (device) => device.pit_name ?? "–" },
    { key: "status", header: t("columns.status"), cell: (device) => <StatusBadge status={device.status} /> },
    {
      key: "seen",
      header: t("columns.seen"),
      cell: (device) => (device.last_seen_at === null ? t("never") : <Age at={device.last_seen_at} />),
      sortKey: "last_seen_at",
    },
    { key: "license", header: t("columns.license"), cell: (device) => <LicenseBadge status={device.license_status} /> },
    { key: "firmware", header: t("columns.firmware"), cell: (device) => device.firmware ?? "–", hideBelow: "lg" },
    {
      key: "registered",
      header: t("columns.registered"),
      cell: (device) => format.date(device.registered_at),
      sortKey: "registered_at",
      hideBelow: "lg",
    },
  ];
}

function ListSkeleton() {
  return (
    <div className="space-y-2">
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} className="h-12" />
      ))}
    </div>
  );
}
