import { ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useReasonWords, WorkshopFilter, WorkshopLink } from "@/components/admin";
import {
  type Column,
  DataList,
  EmptyState,
  LoadMore,
  NativeSelect,
  PageHeader,
  QueryState,
  SearchInput,
} from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { useUrlFilter } from "@/lib/useUrlFilter";
import { useViolations, type Violation } from "../api/violations";

/** The reasons that the platform gives by itself; a switch's own reason can be one, too. */
const reasons = [
  "unknown_license",
  "wrong_device",
  "wrong_topic",
  "license_expired",
  "payment_overdue",
  "subscription_expired",
  "subscription_suspended",
  "workshop_suspended",
  "abuse",
] as const;

/** Which devices send although they may not, and why they may not. */
export default function Violations() {
  const { t } = useTranslation("admin-violations");
  const format = useFormat();
  const words = useReasonWords();
  const { filter, set, filtered } = useUrlFilter("device", "workshop", "reason");
  const query = useViolations(filter);
  const violations = query.data?.pages.flatMap((page) => page.items) ?? [];
  // The reason of a switch, as an admin has written it.
  const choices = [...new Set([...reasons, ...(filter.reason === "" ? [] : [filter.reason])])];

  const columns: Column<Violation>[] = [
    {
      key: "device",
      header: t("device"),
      cell: ({ device_id }) => (
        <Link
          to={`${paths.adminLicenses}?search=${encodeURIComponent(device_id)}`}
          className="inline-flex min-h-touch items-center break-all underline decoration-line-strong underline-offset-4 lg:whitespace-nowrap"
        >
          {device_id}
        </Link>
      ),
    },
    { key: "reason", header: t("reason"), cell: ({ reason }) => words(reason) },
    { key: "count", header: t("count"), cell: ({ count }) => format.number(count), align: "end" },
    { key: "first", header: t("first"), cell: ({ minute }) => format.dateTime(minute), hideBelow: "lg" },
    { key: "last", header: t("last"), cell: ({ last_at }) => format.dateTime(last_at) },
    { key: "workshop", header: t("workshop"), cell: ({ workshop_id }) => <WorkshopLink id={workshop_id} /> },
  ];

  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <div className="mb-4 grid gap-3 sm:grid-cols-3">
        <SearchInput label={t("search")} value={filter.device} onChange={(value) => set("device", value)} />
        <WorkshopFilter value={filter.workshop} onChange={(value) => set("workshop", value)} />
        <NativeSelect
          aria-label={t("reason")}
          value={filter.reason}
          onChange={(event) => set("reason", event.target.value)}
          options={[{ value: "", label: t("allReasons") }, ...choices.map((value) => ({ value, label: words(value) }))]}
        />
      </div>
      <QueryState
        query={query}
        empty={violations.length === 0}
        emptyState={
          <EmptyState
            icon={ShieldCheck}
            title={filtered ? t("noMatch.title") : t("empty.title")}
            text={filtered ? t("noMatch.text") : t("empty.text")}
          />
        }
      >
        <DataList
          caption={t("title")}
          items={violations}
          columns={columns}
          rowKey={({ violation_id }) => String(violation_id)}
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
