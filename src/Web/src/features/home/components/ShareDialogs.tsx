import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, Dialog, Field, Input, NativeSelect, toast } from "@/components/ui";
import { ApiError, problemText } from "@/lib/api/problem";
import type { OwnDevice } from "@/lib/controllers/types";
import type { Share, SharedLevel } from "../api/types";
import { useSharing } from "../api/useSharing";

const levels: readonly SharedLevel[] = ["controller", "viewer", "installer"];
const isEmail = (text: string) => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text.trim());

/** The time of a `datetime-local` field as the API has it; null for none. */
const untilOf = (local: string) => (local === "" ? null : new Date(local).toISOString());

/** A time as a `datetime-local` field has it: on this clock, without seconds. */
function localOf(at: string | null): string {
  if (at === null) return "";
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

interface LevelAndEndProps {
  level: SharedLevel;
  until: string;
  wrongEnd: boolean;
  onLevel: (level: SharedLevel) => void;
  onUntil: (until: string) => void;
}

function LevelAndEnd({ level, until, wrongEnd, onLevel, onUntil }: LevelAndEndProps) {
  const { t } = useTranslation("home");
  return (
    <>
      <Field label={t("share.level")} hint={t(`levelText.${level}`)}>
        <NativeSelect
          value={level}
          onChange={(event) => onLevel(levels.find((one) => one === event.target.value) ?? level)}
          options={levels.map((value) => ({ value, label: t(`levels.${value}`) }))}
        />
      </Field>
      <Field label={t("share.until")} hint={t("share.untilHint")} error={wrongEnd && t("share.past")}>
        <Input type="datetime-local" value={until} onChange={(event) => onUntil(event.target.value)} />
      </Field>
    </>
  );
}

const isPast = (local: string) => local !== "" && Date.parse(local) <= Date.now();

interface FrameProps {
  title: string;
  submit: string;
  busy: boolean;
  error: unknown;
  onSubmit: () => void;
  onClose: () => void;
  children: React.ReactNode;
}

function FormDialog({ title, submit, busy, error, onSubmit, onClose, children }: FrameProps) {
  const { t } = useTranslation(["home", "common"]);
  const problem = error === null || error === undefined ? null : problemText(error, t);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="share" busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id="share"
        noValidate
        className="grid gap-4"
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {problem && (
          <Alert tone="bad" title={problem.title}>
            {problem.advice}
          </Alert>
        )}
        {children}
      </form>
    </Dialog>
  );
}

/** What the API says of the address, where it says something. */
const emailErrorOf = (error: unknown) => (error instanceof ApiError ? error.fields["email"]?.join(" ") : undefined);

export function InviteDialog({ device, onClose }: { device: OwnDevice; onClose: () => void }) {
  const { t } = useTranslation(["home", "common"]);
  const [email, setEmail] = useState("");
  const [level, setLevel] = useState<SharedLevel>("controller");
  const [until, setUntil] = useState("");
  const [tried, setTried] = useState(false);
  const { invite } = useSharing(device.device_id);
  const said = emailErrorOf(invite.error);
  return (
    <FormDialog
      title={t("share.title", { name: device.device_name })}
      submit={t("share.send")}
      busy={invite.isPending}
      error={said === undefined ? invite.error : null}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!isEmail(email) || isPast(until)) return;
        invite.mutate(
          { email: email.trim(), access_level: level, until: untilOf(until) },
          {
            onSuccess: () => {
              toast.success(t("share.sent", { email: email.trim() }));
              onClose();
            },
          },
        );
      }}
    >
      <Field
        label={t("share.email")}
        hint={t("share.emailHint")}
        error={tried && !isEmail(email) ? t("common:form.email") : said}
        required
      >
        <Input
          type="email"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <LevelAndEnd
        level={level}
        until={until}
        wrongEnd={tried && isPast(until)}
        onLevel={setLevel}
        onUntil={setUntil}
      />
    </FormDialog>
  );
}

interface ChangeShareDialogProps {
  device: OwnDevice;
  share: Share;
  name: string;
  onClose: () => void;
}

export function ChangeShareDialog({ device, share, name, onClose }: ChangeShareDialogProps) {
  const { t } = useTranslation(["home", "common"]);
  const [level, setLevel] = useState(share.access_level);
  const [until, setUntil] = useState(localOf(share.until));
  const [tried, setTried] = useState(false);
  const { change } = useSharing(device.device_id);
  return (
    <FormDialog
      title={t("sharing.changeOf", { name })}
      submit={t("common:form.save")}
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (isPast(until)) return;
        change.mutate({ userId: share.user_id, access_level: level, until: untilOf(until) }, { onSuccess: onClose });
      }}
    >
      <LevelAndEnd
        level={level}
        until={until}
        wrongEnd={tried && isPast(until)}
        onLevel={setLevel}
        onUntil={setUntil}
      />
    </FormDialog>
  );
}

/** Gives the device to another account: it is asked for twice, for nothing of the former owner stays. */
export function TransferDialog({ device, onClose }: { device: OwnDevice; onClose: () => void }) {
  const { t } = useTranslation(["home", "common"]);
  const [email, setEmail] = useState("");
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const { transfer } = useSharing(device.device_id);
  const name = device.device_name;
  const said = emailErrorOf(transfer.error);
  const isSure = typed.trim() === name;
  return (
    <FormDialog
      title={t("transfer.ask", { name })}
      submit={t("transfer.send")}
      busy={transfer.isPending}
      error={said === undefined ? transfer.error : null}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!isEmail(email) || !isSure) return;
        transfer.mutate(email.trim(), {
          onSuccess: () => {
            toast.success(t("share.sent", { email: email.trim() }));
            onClose();
          },
        });
      }}
    >
      <Alert tone="warn">{t("transfer.consequences")}</Alert>
      <Field
        label={t("share.email")}
        hint={t("transfer.emailHint")}
        error={tried && !isEmail(email) ? t("common:form.email") : said}
        required
      >
        <Input
          type="email"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field
        label={t("common:ui.typeToConfirm", { name })}
        error={tried && !isSure ? t("transfer.notTyped") : undefined}
      >
        <Input value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
