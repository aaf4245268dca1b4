import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Alert, Button, Card, Field, LinkButton, PageHeader, QueryState, Textarea, toast } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { cn } from "@/lib/cn";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import type { TicketDetails } from "../api/types";
import { useTicket, useTicketState, useWrite } from "../api/useTickets";
import { Record } from "../components/Record";
import { StateBadge } from "../components/StateBadge";

/** One question and all that was written about it. */
export default function Ticket() {
  const { t } = useTranslation("tickets");
  const ticketId = Number(useParams()["ticketId"]);
  const isVendor = useMe().role === "admin";
  const query = useTicket(ticketId);
  const ticket = query.data;
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={ticket?.subject ?? t("one")}
        back={{ to: isVendor ? paths.adminTickets : paths.tickets, label: t("title") }}
        subtitle={
          ticket && (
            <span className="flex flex-wrap items-center gap-2">
              <StateBadge state={ticket.state} />
              {ticket.device_name}
            </span>
          )
        }
        actions={
          ticket && (
            <LinkButton variant="secondary" to={(isVendor ? paths.device : paths.homeDevice).of(ticket.device_id)}>
              {t("toDevice")}
            </LinkButton>
          )
        }
      />
      <QueryState query={query}>
        {() =>
          ticket && (
            <div className="grid gap-4">
              <Messages ticket={ticket} />
              <Answer ticket={ticket} />
              <Record ticketId={ticketId} />
            </div>
          )
        }
      </QueryState>
    </div>
  );
}

function Messages({ ticket }: { ticket: TicketDetails }) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const isVendor = useMe().role === "admin";
  return (
    <ol aria-label={t("messages")} className="grid gap-3">
      {ticket.messages.map((message) => (
        <li
          key={message.message_id}
          className={cn(
            "max-w-[85%] min-w-0 rounded-card border border-line p-3 text-sm",
            message.from_vendor === isVendor ? "justify-self-end bg-accent-soft" : "justify-self-start bg-surface",
          )}
        >
          <p className="mb-1 flex flex-wrap gap-x-2 text-xs text-muted">
            <span className="font-medium">
              {message.author_name}
              {message.from_vendor && !isVendor && ` (${t("vendor")})`}
            </span>
            <time dateTime={message.at}>{format.minute(message.at)}</time>
          </p>
          <p className="break-words whitespace-pre-wrap">{message.text}</p>
        </li>
      ))}
    </ol>
  );
}

function Answer({ ticket }: { ticket: TicketDetails }) {
  const { t } = useTranslation(["tickets", "common"]);
  const [text, setText] = useState("");
  const write = useWrite(ticket.ticket_id);
  const state = useTicketState(ticket.ticket_id);
  const failed = write.error ?? state.error;
  const problem = failed === null ? null : problemText(failed, t);
  const alert = problem && (
    <Alert tone="bad" title={problem.title} className="mb-4">
      {problem.advice}
    </Alert>
  );
  if (ticket.state === "closed") {
    return (
      <Card title={t("closed")}>
        {alert}
        <Button variant="secondary" busy={state.isPending} onClick={() => state.mutate("open")}>
          {t("reopen")}
        </Button>
      </Card>
    );
  }
  return (
    <Card title={t("answer")}>
      {alert}
      <form
        noValidate
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === "") return;
          write.mutate(text.trim(), {
            onSuccess: () => {
              setText("");
              toast.success(t("sent"));
            },
          });
        }}
      >
        <Field label={t("text")}>
          <Textarea rows={4} value={text} maxLength={10_000} onChange={(event) => setText(event.target.value)} />
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" busy={write.isPending} disabled={text.trim() === ""}>
            {t("send")}
          </Button>
          <Button variant="secondary" busy={state.isPending} onClick={() => state.mutate("closed")}>
            {t("close")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
