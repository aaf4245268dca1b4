import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Card, QueryState } from "@/components/ui";
import { useAttachment } from "../api/useTickets";

const parts = ["device", "presence", "commands", "refusals"] as const;

/** What was on record of the device when the ticket was opened; asked for when somebody wants to see it. */
export function Record({ ticketId }: { ticketId: number }) {
  const { t } = useTranslation("tickets");
  const [shown, setShown] = useState(false);
  const query = useAttachment(ticketId, shown);
  return (
    <Card title={t("record.title")}>
      <p className="mb-3 text-sm text-muted">{t("record.text")}</p>
      <Button variant="secondary" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {t(shown ? "record.hide" : "record.show")}
      </Button>
      {shown && (
        <div className="mt-4">
          <QueryState query={query}>
            {() => (
              <dl className="grid gap-4">
                {parts.map((part) => (
                  <div key={part} className="min-w-0">
                    <dt className="mb-1 text-sm font-medium">{t(`record.parts.${part}`)}</dt>
                    <dd>
                      <pre
                        role="region"
                        aria-label={t(`record.parts.${part}`)}
                        className="rounded-control bg-sunken p-3 font-mono text-xs break-all whitespace-pre-wrap"
                      >
                        {JSON.stringify(query.data?.[part], null, 2)}
                      </pre>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </QueryState>
        </div>
      )}
    </Card>
  );
}
