import { Building2, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { WorkshopState } from "@/components/admin";
import {
  Alert,
  Button,
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
import { useFigures } from "../api/figures";
import { useWorkshops, type Workshop } from "../api/workshops";
import { AddWorkshopDialog } from "../components/AddWorkshopDialog";

/** All workshops at a glance. */
export default function Workshops() {
  const { t } = useTranslation(["admin-workshops", "admin"]);
  const format = useFormat();
  const [adding, setAdding] = useState(false);
  const { filter, set, filtered } = useUrlFilter("search", "status");
  const query = useWorkshops(filter);
  const figures = useFigures();
  const workshops = query.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = (value: number | null) => (value === null ? "–" : format.number(value));

  const columns: Column<Workshop>[] = [
    { key: "name", header: t("name"), cell: ({ name }) => <span className="break-words">{name}</span> },
    { key: "code", header: t("code"), cell: ({ code }) => code, hideBelow: "lg" },
    { key: "status", header: t("status.now"), cell: ({ status }) => <WorkshopState status={status} /> },
    { key: "pits", header: t("pits"), align: "end", cell: ({ tenant_id }) => shown(figures.of(tenant_id).pits) },
    {
      key: "devices",
      header: t("devices"),
      align: "end",
      cell: ({ tenant_id }) => shown(figures.of(tenant_id).devices),
    },
    { key: "online", header: t("online"), align: "end", cell: ({ tenant_id }) => shown(figures.of(tenant_id).online) },
    { key: "users", header: t("users"), align: "end", cell: ({ users }) => shown(users) },
    {
      key: "readings",
      header: t("readingsDay"),
      align: "end",
      cell: ({ tenant_id }) => shown(figures.of(tenant_id).readingsLastDay),
    },
  ];

  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <Button icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
            {t("add.open")}
          </Button>
        }
      />
      <div className="mb-4 grid gap-3 sm:flex sm:items-center">
        <div className="sm:w-80">
          <SearchInput label={t("search")} value={filter.search} onChange={(value) => set("search", value)} />
        </div>
        <FilterChips
          label={t("status.now")}
          value={filter.status}
          onChange={(value) => set("status", value)}
          options={["", "active", "suspended"].map((value) => ({
            value,
            label: value === "" ? t("all") : t(`admin:workshop.${value}`),
          }))}
        />
      </div>
      {figures.isMissing && (
        <Alert tone="warn" className="mb-4">
          {t("figuresMissing")}
        </Alert>
      )}
      <QueryState
        query={query}
        empty={workshops.length === 0}
        emptyState={
          <EmptyState
            icon={Building2}
            title={filtered ? t("noMatch.title") : t("empty.title")}
            text={filtered ? t("noMatch.text") : t("empty.text")}
          />
        }
      >
        <DataList
          caption={t("title")}
          items={workshops}
          columns={columns}
          rowKey={({ tenant_id }) => String(tenant_id)}
          rowLink={({ tenant_id }) => paths.adminWorkshop.of(tenant_id)}
        />
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
      {adding && <AddWorkshopDialog onClose={() => setAdding(false)} />}
    </>
  );
}
