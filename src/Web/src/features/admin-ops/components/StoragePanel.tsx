import { useTranslation } from "react-i18next";
import { type Column, DataList, Stat } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import type { DatabaseStorage, Storage } from "../api/ops";

/** Sizes of the databases, what waits in their outboxes, and the disk. */
export function StoragePanel({ storage }: { storage: Storage }) {
  const { t } = useTranslation("admin-ops");
  const format = useFormat();
  const { disk } = storage;
  const free = disk === null ? 0 : disk.free_bytes / disk.total_bytes;
  const columns: Column<DatabaseStorage>[] = [
    { key: "service", header: t("storage.service"), cell: ({ service }) => service },
    {
      key: "bytes",
      header: t("storage.size"),
      align: "end",
      cell: ({ bytes }) => (bytes === null ? t("storage.unknown") : format.bytes(bytes)),
    },
    {
      key: "largest",
      header: t("storage.largest"),
      cell: ({ tables: [table] }) => (table === undefined ? "–" : `${table.name} (${format.bytes(table.bytes)})`),
      hideBelow: "lg",
    },
    {
      key: "outbox",
      header: t("storage.outbox"),
      align: "end",
      cell: ({ outbox }) =>
        outbox === null ? (
          "–"
        ) : (
          <span className={outbox.waiting > 100 || outbox.set_aside > 0 ? "font-medium text-warn" : undefined}>
            {format.number(outbox.waiting)}
            {outbox.oldest_age_s !== null && ` · ${format.duration(outbox.oldest_age_s * 1_000)}`}
            {outbox.set_aside > 0 && ` · ${t("storage.setAside", { count: outbox.set_aside })}`}
          </span>
        ),
    },
  ];
  return (
    <>
      {disk !== null && (
        <div className="mb-4">
          <Stat
            label={t("storage.disk")}
            value={format.bytes(disk.free_bytes)}
            unit={t("storage.ofDisk", { all: format.bytes(disk.total_bytes) })}
            tone={free < 0.05 ? "bad" : free < 0.15 ? "warn" : undefined}
            hint={t("storage.percent", { percent: format.number(free * 100) })}
          />
        </div>
      )}
      <DataList
        caption={t("storage.title")}
        items={storage.databases}
        columns={columns}
        rowKey={({ service }) => service}
      />
    </>
  );
}
