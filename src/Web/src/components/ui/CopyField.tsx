import { Check, Copy, Eye, EyeOff } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { useCopy } from "./clipboard";

interface CopyFieldProps {
  label: ReactNode;
  value: string;
  /** Masked until somebody asks to see it. */
  secret?: boolean | undefined;
}

/** A value to be taken elsewhere as it is. */
export function CopyField({ label, value, secret = false }: CopyFieldProps) {
  const { t } = useTranslation("common");
  const id = useId();
  const [shown, setShown] = useState(false);
  const { state, copy } = useCopy();
  // Refused by the browser: it can still be taken by hand, once it is in sight.
  const visible = !secret || shown || state === "failed";
  const Icon = shown ? EyeOff : Eye;
  return (
    <div role="group" aria-labelledby={id} className="min-w-0">
      <div id={id} className="mb-1 text-sm text-muted">
        {label}
      </div>
      <div className="flex items-center gap-1 rounded-control border border-line bg-sunken ps-3 pe-1">
        <code className="min-w-0 flex-1 py-2 font-mono text-sm break-all select-all">
          {visible ? (
            value
          ) : (
            <>
              <span aria-hidden>••••••••••••</span>
              <span className="sr-only">{t("ui.hidden")}</span>
            </>
          )}
        </code>
        {secret && (
          <Button
            variant="ghost"
            size="icon"
            aria-label={shown ? t("ui.hide") : t("ui.show")}
            aria-describedby={id}
            onClick={() => setShown(!shown)}
          >
            <Icon aria-hidden />
          </Button>
        )}
        <Button
          variant="ghost"
          size="icon"
          aria-label={t("ui.copy")}
          aria-describedby={id}
          onClick={() => void copy(value)}
        >
          {state === "copied" ? <Check aria-hidden className="text-good" /> : <Copy aria-hidden />}
        </Button>
      </div>
      <div role="status" className={state === "failed" ? "mt-1 text-sm text-bad" : "sr-only"}>
        {state === "copied" ? t("ui.copied") : state === "failed" ? t("ui.copyFailed") : ""}
      </div>
    </div>
  );
}
