import { useTranslation } from "react-i18next";
import { Button, Dialog, KeyValue, QueryState } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { type DeadLetter, useDeadLetters } from "../api/ops";

/** The newest messages of an error queue, which stay in it. */
export function DeadLetterDialog({ queue, onClose }: { queue: string; onClose: () => void }) {
  const { t } = useTranslation("admin-ops");
  const query = useDeadLetters(queue);
  const messages = query.data?.messages ?? [];
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={<span className="break-all">{queue}</span>}
      description={t("letters.dialog")}
      footer={
        <Button variant="secondary" onClick={onClose}>
          {t("letters.close")}
        </Button>
      }
    >
      <QueryState
        query={query}
        empty={messages.length === 0}
        emptyState={<p className="text-sm text-muted">{t("letters.gone")}</p>}
      >
        <ol className="space-y-4">
          {messages.map((message, index) => (
            <Message key={message.message_id ?? index} message={message} />
          ))}
        </ol>
      </QueryState>
    </Dialog>
  );
}

function Message({ message }: { message: DeadLetter }) {
  const { t } = useTranslation("admin-ops");
  const format = useFormat();
  const known = (
    [
      ["seen", message.first_seen === null ? null : format.dateTime(message.first_seen)],
      ["consumer", message.consumer],
      ["exception", [message.exception_type, message.exception_message].filter(Boolean).join(": ")],
      ["id", message.message_id],
      ["size", format.bytes(message.bytes)],
    ] as const
  ).filter(([, value]) => value !== null && value !== "");
  return (
    <li className="rounded-card border border-line p-4">
      <p className="mb-3 font-medium break-all">{message.type ?? t("letters.noType")}</p>
      <KeyValue
        items={known.map(([key, value]) => ({
          label: t(`letters.${key}`),
          value: <span className="break-all">{value}</span>,
        }))}
      />
      <pre className="mt-3 max-h-60 overflow-auto rounded-control bg-sunken p-3 text-xs break-all whitespace-pre-wrap">
        {message.payload}
      </pre>
      {message.stack_trace !== null && (
        <details className="mt-2 text-sm">
          <summary className="min-h-touch cursor-pointer content-center">{t("letters.where")}</summary>
          <pre className="max-h-60 overflow-auto rounded-control bg-sunken p-3 text-xs whitespace-pre-wrap">
            {message.stack_trace}
          </pre>
        </details>
      )}
    </li>
  );
}
