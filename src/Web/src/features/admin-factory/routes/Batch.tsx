import { Download, FileArchive, FileSpreadsheet, Image, QrCode, SearchX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Actor } from "@/components/admin";
import {
  Alert,
  Badge,
  Button,
  Card,
  DataList,
  EmptyState,
  FilterChips,
  KeyValue,
  LoadMore,
  Menu,
  PageHeader,
  QueryState,
  type Tone,
} from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import type { Batch as BatchView, Provisioning } from "../api/types";
import { useBatch, useUnits } from "../api/useBatches";
import { useDownload, type Wanted } from "../api/useDownload";
import { Progress } from "../components/Progress";
import { batchTones } from "./Batches";

/** One batch: how far it is, its files, and every unit. */
export default function Batch() {
  const { t } = useTranslation("admin-factory");
  const id = useParams()["batchId"] ?? "";
  const query = useBatch(id);
  const batch = query.data;
  return (
    <>
      <PageHeader
        title={batch === undefined ? t("one") : t("batch", { number: batch.number })}
        back={{ to: paths.adminBatches, label: t("title") }}
        subtitle={
          batch && (
            <span className="flex flex-wrap items-center gap-2">
              <Badge tone={batchTones[batch.status]}>{t(`statuses.${batch.status}`)}</Badge>
              {batch.device_type} · {batch.firmware_version}
            </span>
          )
        }
      />
      <QueryState query={query}>{() => batch && <Loaded batch={batch} />}</QueryState>
    </>
  );
}

function Loaded({ batch }: { batch: BatchView }) {
  const { t } = useTranslation(["admin-factory", "common"]);
  const format = useFormat();
  const download = useDownload(batch);
  const problem = download.error === null ? null : problemText(download.error, t);
  const ready = batch.status === "ready";
  const files = [
    { wanted: "ledger", label: t("files.ledger"), icon: <FileSpreadsheet aria-hidden /> },
    { wanted: "labels", label: t("files.labels"), icon: <QrCode aria-hidden /> },
    { wanted: "nvs", label: t("files.nvs"), icon: <FileArchive aria-hidden /> },
  ] as const;
  return (
    <div className="grid gap-4">
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={t("progress")}>
          {batch.failure !== null && (
            <Alert tone="bad" title={t("statuses.failed")} className="mb-3">
              {batch.failure}
            </Alert>
          )}
          <div className="grid gap-3">
            <Progress label={t("made")} done={batch.made} of={batch.count} />
            <Progress label={t("flashed")} done={batch.flashed} of={batch.count} />
            <Progress label={t("tested")} done={batch.tested} of={batch.count} />
            <Progress label={t("claimed")} done={batch.claimed} of={batch.count} />
          </div>
        </Card>
        <Card title={t("files.title")}>
          <p className="mb-3 text-sm text-muted">{t("files.text")}</p>
          {problem && (
            <Alert tone="bad" title={problem.title} className="mb-3">
              {problem.advice}
            </Alert>
          )}
          <div className="flex flex-wrap gap-2">
            {files.map(({ wanted, label, icon }) => (
              <Button
                key={wanted}
                variant="secondary"
                icon={icon}
                disabled={!ready}
                busy={download.isPending && download.variables === wanted}
                onClick={() => download.mutate(wanted)}
              >
                {label}
              </Button>
            ))}
          </div>
          <div className="mt-4 border-t border-line pt-4">
            <KeyValue
              items={[
                { label: t("by"), value: <Actor actor={batch.created_by} /> },
                { label: t("at"), value: format.dateTime(batch.created_at) },
                ...(batch.ready_at === null ? [] : [{ label: t("readyAt"), value: format.dateTime(batch.ready_at) }]),
                ...(batch.note === null ? [] : [{ label: t("new.note"), value: batch.note }]),
              ]}
            />
          </div>
        </Card>
      </div>
      <Units batch={batch} onDownload={(wanted) => download.mutate(wanted)} />
    </div>
  );
}

const results = ["", "pending", "flashed", "tested", "failed"] as const;
const tones: Record<Provisioning, Tone> = { pending: "neutral", flashed: "accent", tested: "good", failed: "bad" };

function Units({ batch, onDownload }: { batch: BatchView; onDownload: (wanted: Wanted) => void }) {
  const { t } = useTranslation("admin-factory");
  const format = useFormat();
  const [result, setResult] = useState<Provisioning | "">("");
  const query = useUnits(batch.batch_id, result);
  const units = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="units">
      <h2 id="units" className="mb-3 text-lg font-semibold">
        {t("units")}
      </h2>
      <FilterChips
        className="mb-3"
        label={t("result")}
        value={result}
        onChange={setResult}
        options={results.map((value) => ({ value, label: t(`results.${value === "" ? "all" : value}`) }))}
      />
      <QueryState
        query={query}
        empty={units.length === 0}
        emptyState={<EmptyState icon={SearchX} title={t("noUnits")} />}
      >
        <DataList
          caption={t("units")}
          items={units}
          rowKey={(unit) => unit.serial_number}
          columns={[
            {
              key: "serial",
              header: t("serial"),
              cell: (unit) => (
                <Link
                  to={paths.device.of(unit.serial_number)}
                  className="inline-flex min-h-touch items-center font-mono whitespace-nowrap underline decoration-line-strong underline-offset-4"
                >
                  {unit.serial_number}
                </Link>
              ),
            },
            {
              key: "result",
              header: t("result"),
              cell: (unit) => <Badge tone={tones[unit.provisioning]}>{t(`results.${unit.provisioning}`)}</Badge>,
            },
            {
              key: "lifecycle",
              header: t("lifecycle"),
              cell: (unit) => t(`lifecycles.${unit.lifecycle}`, { defaultValue: unit.lifecycle }),
            },
            { key: "port", header: t("port"), cell: (unit) => unit.port ?? "–", hideBelow: "lg" },
            { key: "mac", header: t("mac"), cell: (unit) => unit.mac ?? "–", hideBelow: "lg" },
            { key: "detail", header: t("detail"), cell: (unit) => unit.detail ?? "–", hideBelow: "lg" },
            {
              key: "at",
              header: t("provisionedAt"),
              cell: (unit) => (unit.provisioned_at === null ? "–" : format.dateTime(unit.provisioned_at)),
              hideBelow: "lg",
            },
            {
              key: "files",
              header: t("files.title"),
              align: "end",
              cell: (unit) => (
                <Menu
                  trigger={
                    <Button variant="ghost" size="icon" aria-label={t("files.of", { serial: unit.serial_number })}>
                      <Download aria-hidden />
                    </Button>
                  }
                  items={[
                    {
                      label: t("files.label"),
                      icon: <Image aria-hidden />,
                      onSelect: () => onDownload({ label: unit.serial_number }),
                    },
                    {
                      label: t("files.nvsOne"),
                      icon: <FileSpreadsheet aria-hidden />,
                      onSelect: () => onDownload({ nvs: unit.serial_number }),
                    },
                  ]}
                />
              ),
            },
          ]}
        />
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
    </section>
  );
}
