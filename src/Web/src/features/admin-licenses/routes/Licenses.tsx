import { FileKey2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { LicenseState, useReasonWords, WorkshopFilter, WorkshopLink } from "@/components/admin";
import {
  type Column,
  DataList,
  EmptyState,
  FilterChips,
  LoadMore,
  PageHeader,
  QueryState,
  SearchInput,
} from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { useUrlFilter } from "@/lib/useUrlFilter";
import { type License, useLicenses } from "../api/licenses";

const statuses = ["", "active", "suspended", "expired"];

/** Every device's license. */
export default function Licenses() {
  const { t } = useTranslation(["admin-licenses", "admin"]);
  const format = useFormat();
  const words = useReasonWords();
  const { filter, set, filtered } = useUrlFilter("search", "status", "workshop");
  const query = useLicenses(filter);
  const licenses = query.data?.pages.flatMap((page) => page.items) ?? [];

  const columns: Column<License>[] = [
    {
      key: "device",
      header: t("device"),
      cell: ({ device_id }) => <span className="break-all lg:whitespace-nowrap">{device_id}</span>,
    },
    {
      key: "key",
      header: t("key"),
      cell: ({ license_key }) => (
        <span className="font-mono text-xs break-all lg:whitespace-nowrap">{license_key}</span>
      ),
      hideBelow: "lg",
    },
    { key: "workshop", header: t("workshop"), cell: ({ workshop_id }) => <WorkshopLink id={workshop_id} /> },
    { key: "status", header: t("status"), cell: ({ status }) => <LicenseState status={status} /> },
    { key: "reason", header: t("reason"), cell: ({ reason }) => (reason === "" ? "–" : words(reason)) },
    { key: "changed", header: t("changed"), cell: ({ changed_at }) => format.dateTime(changed_at), hideBelow: "lg" },
    {
      key: "expires",
      header: t("expires"),
      cell: ({ expires_at }) => (expires_at === null ? t("noEnd") : format.date(expires_at)),
    },
  ];

  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <div className="mb-4 grid gap-3 lg:grid-cols-[1fr_1fr_auto] lg:items-center">
        <SearchInput label={t("search")} value={filter.search} onChange={(value) => set("search", value)} />
        <WorkshopFilter value={filter.workshop} onChange={(value) => set("workshop", value)} />
        <FilterChips
          label={t("status")}
          value={filter.status}
          onChange={(value) => set("status", value)}
          options={statuses.map((value) => ({ value, label: value === "" ? t("all") : t(`admin:license.${value}`) }))}
        />
      </div>
      <QueryState
        query={query}
        empty={licenses.length === 0}
        emptyState={
          <EmptyState
            icon={FileKey2}
            title={filtered ? t("noMatch.title") : t("empty.title")}
            text={filtered ? t("noMatch.text") : t("empty.text")}
          />
        }
      >
        <DataList
          caption={t("title")}
          items={licenses}
          columns={columns}
          rowKey={({ license_key }) => license_key}
          rowLink={({ license_key }) => paths.adminLicense.of(license_key)}
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
