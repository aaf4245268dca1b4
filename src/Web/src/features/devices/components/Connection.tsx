import { useTranslation } from "react-i18next";
import { Age, FindingAlert } from "@/components/device";
import { Card, CardSection, KeyValue, QueryState } from "@/components/ui";
import type { DeviceDetails } from "@/lib/devices/types";
import { useDiagnosis } from "@/lib/devices/useDiagnosis";
import { useFormat } from "@/lib/i18n/format";

const shown = 5;

/** Whether the device reaches the platform, what is wrong if not, and what the broker refused lately. */
export function Connection({ device }: { device: DeviceDetails }) {
  const { t } = useTranslation(["devices", "device"]);
  const format = useFormat();
  const { finding, connection, query } = useDiagnosis(device, device.device_id);
  const refusals = connection?.refusals.slice(0, shown) ?? [];
  return (
    <Card title={t("connection.title")}>
      <QueryState query={query}>
        {() => (
          <>
            {finding && <FindingAlert finding={finding} />}
            <div className="mt-4">
              <KeyValue
                items={[
                  // Known since the broker's questions are noted; an older connection has no record.
                  ...(connection?.first_connected_at
                    ? [{ label: t("connection.first"), value: format.dateTime(connection.first_connected_at) }]
                    : []),
                  ...(connection?.connected_at
                    ? [{ label: t("connection.last"), value: <Age at={connection.connected_at} /> }]
                    : []),
                  {
                    label: t("connection.message"),
                    value: connection?.last_message_at ? <Age at={connection.last_message_at} /> : "–",
                  },
                ]}
              />
            </div>
            {refusals.length > 0 && (
              <CardSection title={t("connection.refusals")}>
                <ul className="space-y-3 text-sm">
                  {refusals.map((refusal) => (
                    <li key={`${refusal.reason} ${refusal.detail} ${refusal.first_at}`}>
                      <div className="flex flex-wrap justify-between gap-x-3">
                        <span className="font-medium">
                          {t(`device:refusals.${refusal.reason}`, { defaultValue: refusal.reason })}
                          {refusal.count > 1 && (
                            <span className="font-normal text-muted"> × {format.number(refusal.count)}</span>
                          )}
                        </span>
                        <span className="text-muted">{format.dateTime(refusal.at)}</span>
                      </div>
                      {refusal.detail !== "" && (
                        <code className="font-mono text-xs break-all text-muted">{refusal.detail}</code>
                      )}
                    </li>
                  ))}
                </ul>
              </CardSection>
            )}
          </>
        )}
      </QueryState>
    </Card>
  );
}
