import { CheckCheck, Inbox, Settings2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Age } from "@/components/device";
import {
  Badge,
  Button,
  EmptyState,
  FilterChips,
  LinkButton,
  LoadMore,
  PageHeader,
  QueryState,
  toast,
} from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { cn } from "@/lib/cn";
import { ownPath } from "@/lib/ownPath";
import { paths } from "@/lib/paths";
import { useUrlFilter } from "@/lib/useUrlFilter";
import { useMarkRead } from "../api/useMarkRead";
import { type Message, useMessages } from "../api/useMessages";

const states = ["", "unread"] as const;

/** What the reader was told; kept for 90 days. */
export default function Messages() {
  const { t } = useTranslation(["messages", "common"]);
  const { filter, set } = useUrlFilter("state");
  const state = filter.state === "unread" ? "unread" : "";
  const query = useMessages(state === "unread");
  const messages = query.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = query.data?.pages[0]?.unread ?? 0;
  const read = useMarkRead();
  const mark = (messageId: string | null) =>
    read.mutate(messageId, { onError: (error) => toast.error(problemText(error, t).title) });
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={unread > 0 && t("unread", { count: unread })}
        actions={
          <>
            <LinkButton variant="secondary" icon={<Settings2 aria-hidden />} to={paths.messagePreferences}>
              {t("settings")}
            </LinkButton>
            <Button
              variant="secondary"
              icon={<CheckCheck aria-hidden />}
              busy={read.isPending}
              disabled={unread === 0}
              onClick={() => mark(null)}
            >
              {t("readAll")}
            </Button>
          </>
        }
      />
      <FilterChips
        className="mb-4"
        label={t("filter")}
        value={state}
        onChange={(value) => set("state", value)}
        options={states.map((value) => ({ value, label: t(value === "" ? "all" : "onlyUnread") }))}
      />
      <QueryState
        query={query}
        empty={messages.length === 0}
        emptyState={
          <EmptyState
            icon={Inbox}
            title={t(state === "unread" ? "nothingUnread" : "none.title")}
            text={state === "unread" ? undefined : t("none.text")}
          />
        }
      >
        <ul aria-label={t("title")} className="divide-y divide-line rounded-card border border-line bg-surface">
          {messages.map((message) => (
            <One key={message.message_id} message={message} onRead={() => mark(message.message_id)} />
          ))}
        </ul>
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
    </>
  );
}

function One({ message, onRead }: { message: Message; onRead: () => void }) {
  const { t } = useTranslation("messages");
  const isNew = message.read_at === null;
  const target = ownPath(message.link);
  return (
    <li data-unread={isNew} className={cn("flex flex-wrap items-start gap-x-3 gap-y-2 p-4", isNew && "bg-accent-soft")}>
      <div className="min-w-0 flex-1 basis-56 text-sm">
        <p className="flex flex-wrap items-center gap-2">
          <span className={cn("break-words", isNew && "font-semibold")}>{message.title}</span>
          {isNew && <Badge tone="accent">{t("new")}</Badge>}
        </p>
        <p className="mt-1 break-words whitespace-pre-line text-ink">{message.text}</p>
        <p className={cn("mt-1", !isNew && "text-muted")}>
          <Age at={message.created_at} />
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {target !== null && (
          <Link
            to={target}
            onClick={() => isNew && onRead()}
            aria-label={t("openOf", { title: message.title })}
            className="inline-flex min-h-touch min-w-touch items-center justify-center px-2 text-sm font-medium text-accent-strong underline underline-offset-4"
          >
            {t("open")}
          </Link>
        )}
        {isNew && (
          <Button size="sm" variant="secondary" aria-label={t("readOf", { title: message.title })} onClick={onRead}>
            {t("read")}
          </Button>
        )}
      </div>
    </li>
  );
}
