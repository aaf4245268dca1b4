import { useTranslation } from "react-i18next";
import { Alert, Card, QueryState, Switch } from "@/components/ui";
import { ApiError, problemText } from "@/lib/api/problem";
import { usePush } from "../api/usePush";

/** Messages of this browser while the app is closed. */
export function PushCard() {
  const { t } = useTranslation(["message-preferences", "common"]);
  const { query, turn } = usePush();
  const state = query.data;
  const refusal = turn.error === null ? null : problemText(turn.error, t);
  return (
    <Card title={t("push.title")} data-push={state}>
      <QueryState query={query}>
        {state === "unsupported" || state === "blocked" ? (
          <Alert tone={state === "blocked" ? "warn" : "neutral"} title={t(`push.${state}`)}>
            {t(`push.${state}Text`)}
          </Alert>
        ) : (
          <Switch
            label={t("push.on")}
            description={t(turn.isPending ? "push.busy" : state === "on" ? "push.isOn" : "push.isOff")}
            checked={turn.isPending ? turn.variables : state === "on"}
            disabled={turn.isPending}
            onCheckedChange={(on) => turn.mutate(on)}
          />
        )}
        {refusal !== null && (
          <Alert tone="bad" title={t("push.failed")} className="mt-3">
            {/* What the browser itself says helps nobody. */}
            {turn.error instanceof ApiError ? `${refusal.title} ${refusal.advice}` : t("push.failedText")}
          </Alert>
        )}
      </QueryState>
    </Card>
  );
}
