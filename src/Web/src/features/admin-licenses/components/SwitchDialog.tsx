import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReasonWords } from "@/components/admin";
import { ConfirmDialog, Field, Input } from "@/components/ui";
import { useNow } from "@/lib/clock";
import { useMe } from "@/lib/session/useSession";
import type { License } from "../api/licenses";
import { useThrowSwitch } from "../api/switches";

const suggestions = {
  suspended: ["payment_overdue", "subscription_suspended", "abuse", "requested_by_owner"],
  active: ["payment_received", "subscription_renewed", "requested_by_owner", "mistake"],
} as const;

/** As the API takes it. */
const code = /^[a-z0-9_]{1,50}$/;

/** The last moment of that day where the browser is; null for no day. */
function endOf(day: string): string | null {
  return day === "" ? null : new Date(`${day}T23:59:59`).toISOString();
}

interface SwitchDialogProps {
  license: License;
  to: "active" | "suspended";
  isOnline: boolean | null;
  onClose: () => void;
  onThrown: () => void;
}

/** Asks whether the switch is to be thrown, and why. */
export function SwitchDialog({ license, to, isOnline, onClose, onThrown }: SwitchDialogProps) {
  const { t } = useTranslation("admin-licenses");
  const words = useReasonWords();
  const { username } = useMe();
  const throwIt = useThrowSwitch(license.license_key);
  const { expires_at: expires } = license;
  const isOver = useNow((now) => expires !== null && Date.parse(expires) <= now);
  const [day, setDay] = useState("");
  const end = endOf(day);
  const isPast = useNow((now) => end !== null && Date.parse(end) <= now);
  const wanted = to === "active" && isOver && day === "";
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t(`ask.${to}.title`, { device: license.device_id })}
      consequences={
        <ul className="list-disc space-y-1 ps-5">
          <li>{t(`ask.${to}.readings`)}</li>
          <li>{isOnline === false ? t(`ask.${to}.offline`) : t(`ask.${to}.device`)}</li>
          <li>{t("ask.recorded", { name: username })}</li>
        </ul>
      }
      confirmLabel={t(`ask.${to}.confirm`)}
      tone={to === "suspended" ? "danger" : "primary"}
      requireReason={{
        label: t("reason"),
        suggestions: suggestions[to].map((value) => ({ value, label: words(value) })),
        hint: t("ask.codeHint"),
        check: (reason) => (code.test(reason) ? "" : t("ask.codeWrong")),
      }}
      ready={!isPast && !wanted}
      onConfirm={async (reason) => {
        await throwIt.mutateAsync({ to, reason: reason ?? "", expiresAt: end });
        onThrown();
      }}
    >
      {to === "active" && (
        <Field
          label={t("ask.expires")}
          hint={wanted ? t("ask.isOver") : t("ask.expiresHint")}
          error={isPast ? t("ask.past") : undefined}
          required={isOver}
        >
          <Input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
        </Field>
      )}
    </ConfirmDialog>
  );
}
