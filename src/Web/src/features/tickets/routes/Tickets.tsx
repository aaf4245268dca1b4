import { LifeBuoy, Plus, SearchX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Age } from "@/components/device";
import { Button, DataList, EmptyState, FilterChips, LoadMore, PageHeader, QueryState } from "@/components/ui";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import { useUrlFilter } from "@/lib/useUrlFilter";
import { useTickets } from "../api/useTickets";
import { NewTicketDialog } from "../components/NewTicketDialog";
import { StateBadge } from "../components/StateBadge";

const states = ["", "open", "answered", "closed"] as const;

/** Questions about devices: the customer's own, or, for the vendor, everybody's. */
export default function Tickets() {
  const { t } = useTranslation("tickets");
  const isVendor = useMe().role === "admin";
  const navigate = useNavigate();
  const { filter, set, clear, filtered } = useUrlFilter("state", "device_id");
  const state = states.find((one) => one === filter.state) ?? "";
  const query = useTickets({ state, device_id: filter.device_id });
  const [asking, setAsking] = useState(false);
  const tickets = query.data?.pages.flatMap((page) => page.items) ?? [];
  const side = isVendor ? "vendor" : "customer";
  const ask = (
    <Button icon={<Plus aria-hidden />} onClick={() => setAsking(true)}>
      {t("ask")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} subtitle={t(`subtitle.${side}`)} actions={!isVendor && ask} />
      <FilterChips
        className="mb-4"
        label={t("filter")}
        value={state}
        onChange={(value) => set("state", value)}
        options={states.map((value) => ({ value, label: t(value === "" ? "all" : `states.${side}.${value}`) }))}
      />
      <QueryState
        query={query}
        empty={tickets.length === 0}
        emptyState={
          filtered ? (
            <EmptyState
              icon={SearchX}
              title={t("noMatch")}
              action={
                <Button variant="secondary" onClick={clear}>
                  {t("clear")}
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={LifeBuoy}
              title={t("none.title")}
              text={t(`none.${side}`)}
              action={isVendor ? undefined : ask}
            />
          )
        }
      >
        <DataList
          caption={t("title")}
          items={tickets}
          rowKey={(ticket) => String(ticket.ticket_id)}
          rowLink={(ticket) => paths.ticket.of(ticket.ticket_id)}
          columns={[
            { key: "subject", header: t("subject"), cell: (ticket) => ticket.subject },
            { key: "state", header: t("state"), cell: (ticket) => <StateBadge state={ticket.state} /> },
            { key: "device", header: t("device"), cell: (ticket) => ticket.device_name },
            ...(isVendor
              ? [
                  {
                    key: "from",
                    header: t("from"),
                    cell: (ticket: { opened_by_name: string }) => ticket.opened_by_name,
                  },
                ]
              : []),
            { key: "changed", header: t("changed"), cell: (ticket) => <Age at={ticket.changed_at} /> },
          ]}
        />
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
      {asking && (
        <NewTicketDialog
          deviceId={filter.device_id}
          onClose={() => setAsking(false)}
          onOpened={(ticketId) => void navigate(paths.ticket.of(ticketId))}
        />
      )}
    </>
  );
}
