import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  Alert,
  Badge,
  Button,
  Card,
  CardSection,
  ConfirmDialog,
  Dialog,
  SecretOnce,
  Switch,
  toast,
} from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { useFormat } from "@/lib/i18n/format";
import type { Endpoint } from "../api/types";
import { useEndpoint } from "../api/useWebhooks";
import { Deliveries } from "./Deliveries";

/** One address that is told, whether it hears, and what it was told. */
export function EndpointCard({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation(["webhooks", "common"]);
  const format = useFormat();
  const [asking, setAsking] = useState<"rotate" | "remove" | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [shown, setShown] = useState(false);
  const { enable, test, rotate, remove } = useEndpoint(endpoint.endpoint_id);
  const failed = enable.error ?? test.error;
  const problem = failed === null ? null : problemText(failed, t);
  return (
    <Card
      as="li"
      title={<span className="break-all">{endpoint.description === "" ? endpoint.url : endpoint.description}</span>}
    >
      {endpoint.description !== "" && <p className="mb-3 font-mono text-xs break-all text-muted">{endpoint.url}</p>}
      {!endpoint.enabled && endpoint.disabled_reason !== null && (
        <Alert tone="bad" title={t("disabled")} className="mb-3">
          {t(`disabledReasons.${endpoint.disabled_reason}`, {
            defaultValue: endpoint.disabled_reason.replaceAll("_", " "),
          })}
        </Alert>
      )}
      {problem && (
        <Alert tone="bad" title={problem.title} className="mb-3">
          {problem.advice}
        </Alert>
      )}
      <p className="flex flex-wrap gap-1">
        {endpoint.events.map((event) => (
          <Badge key={event} tone="neutral">
            {event}
          </Badge>
        ))}
      </p>
      {endpoint.enabled && endpoint.failing_since !== null && (
        <p className="mt-2 text-sm text-warn">{t("failingSince", { at: format.dateTime(endpoint.failing_since) })}</p>
      )}
      <Switch
        label={t("enabled")}
        checked={endpoint.enabled}
        disabled={enable.isPending}
        onCheckedChange={(checked) => enable.mutate(checked)}
      />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="secondary"
          size="sm"
          busy={test.isPending}
          onClick={() =>
            test.mutate(undefined, {
              onSuccess: () => {
                setShown(true);
                toast.success(t("tested"));
              },
            })
          }
        >
          {t("test")}
        </Button>
        <Button variant="secondary" size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? "hideDeliveries" : "showDeliveries")}
        </Button>
        <Button variant="secondary" size="sm" onClick={() => setAsking("rotate")}>
          {t("rotate.action")}
        </Button>
        <Button variant="secondary" size="sm" onClick={() => setAsking("remove")}>
          {t("remove.action")}
        </Button>
      </div>
      {shown && (
        <CardSection title={t("deliveries")}>
          <Deliveries endpointId={endpoint.endpoint_id} />
        </CardSection>
      )}
      <ConfirmDialog
        open={asking === "rotate"}
        onOpenChange={() => setAsking(null)}
        title={t("rotate.ask")}
        consequences={t("rotate.consequences")}
        confirmLabel={t("rotate.action")}
        onConfirm={async () => setSecret((await rotate.mutateAsync()).secret)}
      />
      <ConfirmDialog
        open={asking === "remove"}
        onOpenChange={() => setAsking(null)}
        title={t("remove.ask")}
        consequences={t("remove.consequences", { url: endpoint.url })}
        confirmLabel={t("remove.action")}
        onConfirm={async () => {
          await remove.mutateAsync();
          toast.success(t("remove.done"));
        }}
      />
      <Dialog
        open={secret !== null}
        onOpenChange={() => setSecret(null)}
        title={t("rotate.doneTitle")}
        footer={<Button onClick={() => setSecret(null)}>{t("made.done")}</Button>}
      >
        {secret !== null && (
          <SecretOnce
            title={endpoint.url}
            warning={t("rotate.doneText")}
            items={[{ label: t("secret"), value: secret }]}
          />
        )}
      </Dialog>
    </Card>
  );
}
