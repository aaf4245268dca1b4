import { CircleCheck, Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Age } from "@/components/device";
import { Alert, Badge } from "@/components/ui";

interface InSyncProps {
  inSync: boolean;
  since: string | null;
  failure: string | null;
}

/** Whether the device runs with what was asked of it: by its own word. */
export function InSync({ inSync, since, failure }: InSyncProps) {
  const { t } = useTranslation(["home", "controllers"]);
  if (failure !== null && !inSync)
    return (
      <Alert tone="bad" title={t("sync.failed")}>
        {t(`controllers:failures.${failure}`, { defaultValue: failure.replaceAll("_", " ") })}
      </Alert>
    );
  return inSync ? (
    <Badge tone="good" icon={<CircleCheck aria-hidden />}>
      {t("sync.there")}
    </Badge>
  ) : (
    <p role="status" className="flex flex-wrap items-center gap-2 text-sm text-muted">
      <Badge tone="warn" icon={<Clock aria-hidden />}>
        {t("sync.waiting")}
      </Badge>
      {since !== null && <Age at={since} />}
    </p>
  );
}
