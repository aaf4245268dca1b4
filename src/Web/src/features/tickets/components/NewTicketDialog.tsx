import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, Dialog, Field, Input, NativeSelect, QueryState, Textarea } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { useControllers } from "@/lib/controllers/queries";
import { useOpenTicket } from "../api/useTickets";

interface NewTicketDialogProps {
  /** Chosen at first; empty for none. */
  deviceId: string;
  onOpened: (ticketId: number) => void;
  onClose: () => void;
}

/** Asks for help with one device. Its record of the last day goes along, and that is said. */
export function NewTicketDialog({ deviceId, onOpened, onClose }: NewTicketDialogProps) {
  const { t } = useTranslation(["tickets", "common"]);
  const query = useControllers();
  const [chosen, setChosen] = useState(deviceId);
  const [subject, setSubject] = useState("");
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const open = useOpenTicket();
  const problem = open.error === null ? null : problemText(open.error, t);
  const missing = (value: string) => tried && value.trim() === "" && t("common:form.required");
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("new.title")}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="ticket" busy={open.isPending}>
            {t("new.send")}
          </Button>
        </>
      }
    >
      <form
        id="ticket"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (chosen === "" || subject.trim() === "" || text.trim() === "") return;
          open.mutate(
            { device_id: chosen, subject: subject.trim(), text: text.trim() },
            { onSuccess: ({ ticket_id }) => onOpened(ticket_id) },
          );
        }}
      >
        {problem && (
          <Alert tone="bad" title={problem.title}>
            {problem.advice}
          </Alert>
        )}
        <QueryState query={query}>
          <Field label={t("device")} error={missing(chosen)} required>
            <NativeSelect
              value={chosen}
              onChange={(event) => setChosen(event.target.value)}
              options={[
                { value: "", label: t("new.choose") },
                ...(query.data ?? []).map((device) => ({ value: device.device_id, label: device.device_name })),
              ]}
            />
          </Field>
        </QueryState>
        <Field label={t("subject")} error={missing(subject)} required>
          <Input value={subject} maxLength={200} onChange={(event) => setSubject(event.target.value)} />
        </Field>
        <Field label={t("new.text")} hint={t("new.textHint")} error={missing(text)} required>
          <Textarea rows={5} value={text} maxLength={10_000} onChange={(event) => setText(event.target.value)} />
        </Field>
        <p className="text-sm text-muted">{t("new.record")}</p>
      </form>
    </Dialog>
  );
}
