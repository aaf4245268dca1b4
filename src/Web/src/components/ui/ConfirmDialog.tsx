import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "@/lib/api/problem";
import { Alert } from "./Alert";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { Field } from "./Field";
import { Input, Textarea } from "./Input";
import { NativeSelect } from "./NativeSelect";

interface Reason {
  label: string;
  /** Offered first; "another reason" with a text of one's own is always the last. */
  suggestions?: readonly { value: string; label: string }[] | undefined;
  /** What a reason of one's own has to look like; empty when it is right. */
  check?: ((reason: string) => string) | undefined;
  hint?: string | undefined;
}

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, before it does. */
  consequences: ReactNode;
  confirmLabel: string;
  /** The name that has to be typed before it can be done. */
  typeToConfirm?: string | undefined;
  tone?: "danger" | "primary" | undefined;
  requireReason?: Reason | undefined;
  /** What else is to be said with it. */
  children?: ReactNode;
  /** False while the rest of it is not right. */
  ready?: boolean | undefined;
  /** Closes when it succeeds; when it fails, says so and stays open. */
  onConfirm: (reason?: string) => Promise<void> | void;
}

// No reason that a service knows starts with this.
const other = "\u0000other";

/** Says what will happen and asks whether it should. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  // Whatever was typed is gone with the dialog: the next question starts anew.
  return props.open ? <OpenConfirmDialog {...props} /> : null;
}

function OpenConfirmDialog({
  onOpenChange,
  title,
  consequences,
  confirmLabel,
  typeToConfirm,
  tone = "danger",
  requireReason,
  children,
  ready: restIsReady = true,
  onConfirm,
}: ConfirmDialogProps) {
  const { t } = useTranslation("common");
  const form = useId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState("");
  const [text, setText] = useState("");
  const suggestions = requireReason?.suggestions ?? [];
  const free = suggestions.length === 0 || chosen === other;
  const reason = free ? text.trim() : chosen;
  const wrong = free && reason !== "" ? (requireReason?.check?.(reason) ?? "") : "";
  const ready =
    restIsReady &&
    wrong === "" &&
    (typeToConfirm === undefined || typed.trim() === typeToConfirm) &&
    (requireReason === undefined || reason !== "");
  const problem = error === null ? null : problemText(error, t);

  async function confirm() {
    if (!ready || busy) return;
    setBusy(true);
    setError(null);
    try {
      await onConfirm(requireReason === undefined ? undefined : reason);
      onOpenChange(false);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(next) => {
        if (!busy) onOpenChange(next);
      }}
      role="alertdialog"
      size="sm"
      title={title}
      footer={
        <>
          <Button variant="secondary" disabled={busy} onClick={() => onOpenChange(false)}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" form={form} variant={tone} busy={busy} disabled={!ready}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          // A form of the page that holds this dialog must not take this as its own.
          event.stopPropagation();
          void confirm();
        }}
      >
        <div className="text-sm break-words">{consequences}</div>
        {requireReason && suggestions.length > 0 && (
          <Field label={requireReason.label} required>
            <NativeSelect
              value={chosen}
              onChange={(event) => setChosen(event.target.value)}
              options={[
                { value: "", label: t("ui.chooseReason") },
                ...suggestions,
                { value: other, label: t("ui.otherReason") },
              ]}
            />
          </Field>
        )}
        {requireReason && free && (
          <Field
            label={suggestions.length > 0 ? t("ui.reasonText") : requireReason.label}
            hint={requireReason.hint}
            error={wrong}
            required
          >
            <Textarea rows={2} value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
        )}
        {children}
        {typeToConfirm !== undefined && (
          <Field label={t("ui.typeToConfirm", { name: typeToConfirm })}>
            <Input
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </Field>
        )}
        {problem && (
          <Alert tone="bad" title={problem.title}>
            {problem.advice}
          </Alert>
        )}
      </form>
    </Dialog>
  );
}
