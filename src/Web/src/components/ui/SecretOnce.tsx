import { Check, Copy, Download } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Alert } from "./Alert";
import { Button } from "./Button";
import { CopyField } from "./CopyField";
import { useCopy } from "./clipboard";

interface SecretOnceProps {
  title: string;
  warning: ReactNode;
  items: readonly { label: string; value: string }[];
  fileName?: string | undefined;
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Secrets that the platform shows this one time. */
export function SecretOnce({ title, warning, items, fileName = "secrets.txt" }: SecretOnceProps) {
  const { t } = useTranslation("common");
  const { state, copy } = useCopy();
  const text = items.map((item) => `${item.label}: ${item.value}\n`).join("");
  return (
    <div className="space-y-4">
      <Alert tone="warn" title={title}>
        {warning}
      </Alert>
      {items.map((item) => (
        <CopyField key={item.label} {...item} />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="secondary"
          icon={state === "copied" ? <Check aria-hidden className="text-good" /> : <Copy aria-hidden />}
          onClick={() => void copy(text)}
        >
          {state === "copied" ? t("ui.copied") : t("ui.copyAll")}
        </Button>
        <Button
          variant="secondary"
          icon={<Download aria-hidden />}
          onClick={() => download(fileName, `${title}\n\n${text}`)}
        >
          {t("ui.download")}
        </Button>
      </div>
      <div role="status" className={state === "failed" ? "text-sm text-bad" : "sr-only"}>
        {state === "copied" ? t("ui.copied") : state === "failed" ? t("ui.copyFailed") : ""}
      </div>
    </div>
  );
}
