import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { ErrorState } from "@/components/ui";
import { NetworkError, problemText } from "@/lib/api/problem";

/** A page that could not be shown: its code did not load, or it broke. */
export function PageError() {
  const error = useRouteError();
  const { t } = useTranslation("common");
  useEffect(() => console.error(error), [error]);
  // A chunk that does not load is most often the network, or a newer version that took the old file's place: loading again helps both.
  const chunk = error instanceof TypeError && /import|module/i.test(error.message);
  const { title, advice } = problemText(chunk ? new NetworkError(error.message) : error, t);
  return (
    <main className="mx-auto max-w-xl p-6">
      <ErrorState title={title} advice={advice} onRetry={() => location.reload()} />
    </main>
  );
}
