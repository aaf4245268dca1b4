import { Factory, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Badge, Button, DataList, EmptyState, LoadMore, PageHeader, QueryState, type Tone } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import type { Batch } from "../api/types";
import { useBatches } from "../api/useBatches";
import { NewBatchDialog } from "../components/NewBatchDialog";

export const batchTones: Record<Batch["status"], Tone> = { making: "accent", ready: "good", failed: "bad" };

/** What the factory has made, newest first. */
export default function Batches() {
  const { t } = useTranslation("admin-factory");
  const format = useFormat();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const query = useBatches();
  const batches = query.data?.pages.flatMap((page) => page.items) ?? [];
  const add = (
    <Button icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      {t("add")}
    </Button>
  );
  const share = (done: number, { count }: Batch) => t("of", { done: format.number(done), all: format.number(count) });
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} actions={add} />
      <QueryState
        query={query}
        empty={batches.length === 0}
        emptyState={<EmptyState icon={Factory} title={t("none.title")} text={t("none.text")} />}
      >
        <DataList
          caption={t("title")}
          items={batches}
          rowKey={(batch) => batch.batch_id}
          rowLink={(batch) => paths.adminBatch.of(batch.batch_id)}
          columns={[
            { key: "number", header: t("number"), cell: (batch) => t("batch", { number: batch.number }) },
            { key: "type", header: t("type"), cell: (batch) => batch.device_type },
            { key: "firmware", header: t("firmware"), cell: (batch) => batch.firmware_version, hideBelow: "lg" },
            {
              key: "status",
              header: t("status"),
              cell: (batch) => <Badge tone={batchTones[batch.status]}>{t(`statuses.${batch.status}`)}</Badge>,
            },
            { key: "made", header: t("made"), cell: (batch) => share(batch.made, batch), align: "end" },
            { key: "flashed", header: t("flashed"), cell: (batch) => share(batch.flashed, batch), align: "end" },
            { key: "claimed", header: t("claimed"), cell: (batch) => share(batch.claimed, batch), align: "end" },
            { key: "at", header: t("at"), cell: (batch) => format.dateTime(batch.created_at), hideBelow: "lg" },
          ]}
        />
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
      {adding && (
        <NewBatchDialog
          onClose={() => setAdding(false)}
          onMade={(batch) => void navigate(paths.adminBatch.of(batch.batch_id))}
        />
      )}
    </>
  );
}
