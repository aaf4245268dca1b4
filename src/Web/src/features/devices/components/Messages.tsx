import { useTranslation } from "react-i18next";
import { Badge, Card, type Column, DataList, QueryState } from "@/components/ui";
import { newestReadings, useNewestReadings } from "@/lib/devices/queries";
import type { DeviceReading } from "@/lib/devices/types";
import { useFormat } from "@/lib/i18n/format";

/** The newest readings as the device sent them; live ones come on top. */
export function Messages({ deviceId }: { deviceId: string }) {
  const { t } = useTranslation("devices");
  const format = useFormat();
  const query = useNewestReadings(deviceId);
  const readings = query.data?.slice(0, newestReadings) ?? [];
  const columns: Column<DeviceReading>[] = [
    {
      key: "time",
      header: t("messages.time"),
      cell: (reading) => (
        <span className="tabular-nums">
          {format.dateTime(reading.timestamp)}
          {reading.time_replaced === true && (
            <Badge tone="warn" className="ms-2">
              {t("messages.noClock")}
            </Badge>
          )}
        </span>
      ),
    },
    {
      key: "temperature",
      header: t("messages.temperature"),
      cell: (reading) => format.temperature(reading.temperature),
      align: "end",
    },
    {
      key: "humidity",
      header: t("messages.humidity"),
      cell: (reading) => format.humidity(reading.humidity),
      align: "end",
    },
    {
      key: "aqi",
      header: t("messages.aqi"),
      cell: (reading) => (reading.aqi === null ? "–" : format.number(reading.aqi)),
      align: "end",
    },
    {
      key: "pressure",
      header: t("messages.pressure"),
      cell: (reading) => <span className="whitespace-nowrap">{format.pressure(reading.pressure)}</span>,
      align: "end",
      hideBelow: "lg",
    },
  ];
  return (
    <Card title={t("messages.title")}>
      <QueryState
        query={query}
        empty={readings.length === 0}
        emptyState={<p className="text-sm text-muted">{t("messages.none")}</p>}
      >
        <DataList
          items={readings}
          columns={columns}
          rowKey={(reading) => `${reading.timestamp} ${reading.seq ?? ""}`}
          caption={t("messages.title")}
          card={(reading) => (
            <div className="text-sm">
              <p className="flex flex-wrap items-baseline justify-between gap-2 text-muted tabular-nums">
                {format.dateTime(reading.timestamp)}
                {reading.time_replaced === true && <Badge tone="warn">{t("messages.noClock")}</Badge>}
              </p>
              <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 font-medium tabular-nums">
                <span>{format.temperature(reading.temperature)}</span>
                <span>{format.humidity(reading.humidity)}</span>
                <span>
                  {t("messages.aqi")} {reading.aqi === null ? "–" : format.number(reading.aqi)}
                </span>
                <span>{format.pressure(reading.pressure)}</span>
              </p>
            </div>
          )}
        />
      </QueryState>
    </Card>
  );
}
