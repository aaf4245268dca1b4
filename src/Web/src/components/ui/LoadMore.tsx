import { useTranslation } from "react-i18next";
import { Button } from "./Button";

/** The next page of a list. */
export function LoadMore({ hasMore, busy, onClick }: { hasMore: boolean; busy: boolean; onClick: () => void }) {
  const { t } = useTranslation("common");
  if (!hasMore) return null;
  return (
    <div className="mt-4 flex justify-center">
      <Button variant="secondary" busy={busy} onClick={onClick}>
        {t("ui.loadMore")}
      </Button>
    </div>
  );
}
