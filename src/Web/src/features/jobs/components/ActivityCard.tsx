import { useTranslation } from "react-i18next";
import { useActivityText } from "@/components/job";
import { Card, LoadMore, QueryState, Timeline } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { useActivity } from "../api/useActivity";

/** Who did what on the job. */
export function ActivityCard({ jobId }: { jobId: number }) {
  const { t } = useTranslation(["jobs", "job"]);
  const format = useFormat();
  const inWords = useActivityText();
  const query = useActivity(jobId);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t("activity.title")}>
      <QueryState
        query={query}
        empty={items.length === 0}
        emptyState={<p className="text-sm text-muted">{t("activity.none")}</p>}
      >
        <Timeline
          items={items.map((item) => ({
            at: <time dateTime={item.at}>{format.minute(item.at)}</time>,
            title: inWords(item),
            text: item.name ?? t("job:activity.unknown"),
          }))}
        />
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
    </Card>
  );
}
