import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router";
import { ConfirmDialog } from "@/components/ui";

interface LeaveGuardProps {
  /** There is something that would be lost. */
  active: boolean;
  title: string;
  consequences: string;
}

/** Asks before the page is left with something that would be lost. */
export function LeaveGuard({ active, title, consequences }: LeaveGuardProps) {
  const { t } = useTranslation("device-setup");
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => active && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [active]);
  return (
    <ConfirmDialog
      open={blocker.state === "blocked"}
      onOpenChange={(open) => {
        if (!open && blocker.state === "blocked") blocker.reset();
      }}
      title={title}
      consequences={consequences}
      confirmLabel={t("leave.confirm")}
      onConfirm={() => blocker.proceed?.()}
    />
  );
}
