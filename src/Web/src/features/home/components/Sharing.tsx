import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Age } from "@/components/device";
import { Badge, Button, Card, CardSection, ConfirmDialog, QueryState, toast } from "@/components/ui";
import type { OwnDevice } from "@/lib/controllers/types";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import type { Invitation, Share } from "../api/types";
import { useShares, useSharing } from "../api/useSharing";
import { ChangeShareDialog, InviteDialog, TransferDialog } from "./ShareDialogs";

/** Who may use the device. Its owner lets people in and out; others see themselves, and may leave. */
export function Sharing({ device }: { device: OwnDevice }) {
  return device.permissions.includes("share") ? <OwnersView device={device} /> : <GuestsView device={device} />;
}

function OwnersView({ device }: { device: OwnDevice }) {
  const { t } = useTranslation("home");
  const [open, setOpen] = useState<"invite" | "transfer" | "handOver" | null>(null);
  const query = useShares(device.device_id);
  const { handOver } = useSharing(device.device_id);
  const shares = query.data?.items ?? [];
  const invitations = query.data?.invitations ?? [];
  const close = () => setOpen(null);
  return (
    <>
      <Card
        title={t("sharing.title")}
        actions={
          <Button icon={<UserPlus aria-hidden />} onClick={() => setOpen("invite")}>
            {t("sharing.invite")}
          </Button>
        }
      >
        <QueryState
          query={query}
          empty={shares.length === 0 && invitations.length === 0}
          emptyState={<p className="text-sm text-muted">{t("sharing.none")}</p>}
        >
          <ul aria-label={t("sharing.people")} className="divide-y divide-line">
            {shares.map((share) => (
              <Person key={share.user_id} device={device} share={share} />
            ))}
          </ul>
          {invitations.length > 0 && (
            <CardSection title={t("sharing.invitations")}>
              <ul aria-label={t("sharing.invitations")} className="divide-y divide-line">
                {invitations.map((invitation) => (
                  <Invited key={invitation.invitation_id} device={device} invitation={invitation} />
                ))}
              </ul>
            </CardSection>
          )}
        </QueryState>
        {shares.some(({ access_level }) => access_level === "installer") && (
          <CardSection title={t("handOver.title")}>
            <p className="mb-3 text-sm">{t("handOver.text")}</p>
            <Button variant="secondary" onClick={() => setOpen("handOver")}>
              {t("handOver.action")}
            </Button>
          </CardSection>
        )}
        <CardSection title={t("transfer.title")}>
          <p className="mb-3 text-sm">{t("transfer.text")}</p>
          <Button variant="secondary" onClick={() => setOpen("transfer")}>
            {t("transfer.action")}
          </Button>
        </CardSection>
      </Card>
      {open === "invite" && <InviteDialog device={device} onClose={close} />}
      {open === "transfer" && <TransferDialog device={device} onClose={close} />}
      <ConfirmDialog
        open={open === "handOver"}
        onOpenChange={close}
        title={t("handOver.ask")}
        consequences={t("handOver.consequences")}
        confirmLabel={t("handOver.action")}
        onConfirm={async () => {
          await handOver.mutateAsync();
          toast.success(t("handOver.done"));
        }}
      />
    </>
  );
}

function Person({ device, share }: { device: OwnDevice; share: Share }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const [open, setOpen] = useState<"change" | "end" | null>(null);
  const { end } = useSharing(device.device_id);
  const { name } = share;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 first:pt-0">
      <div className="min-w-0 flex-1 basis-40">
        <p className="text-sm font-medium break-words">{name}</p>
        <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
          <Badge tone="neutral">{t(`levels.${share.access_level}`)}</Badge>
          {share.until !== null && t("sharing.until", { at: format.dateTime(share.until) })}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          variant="secondary"
          aria-label={t("sharing.changeOf", { name })}
          onClick={() => setOpen("change")}
        >
          {t("sharing.change")}
        </Button>
        <Button size="sm" variant="secondary" aria-label={t("sharing.endOf", { name })} onClick={() => setOpen("end")}>
          {t("sharing.end")}
        </Button>
      </div>
      {open === "change" && (
        <ChangeShareDialog device={device} share={share} name={name} onClose={() => setOpen(null)} />
      )}
      <ConfirmDialog
        open={open === "end"}
        onOpenChange={() => setOpen(null)}
        title={t("sharing.endAsk", { name })}
        consequences={t("sharing.endConsequences")}
        confirmLabel={t("sharing.end")}
        onConfirm={async () => {
          await end.mutateAsync(share.user_id);
          toast.success(t("sharing.ended", { name }));
        }}
      />
    </li>
  );
}

function Invited({ device, invitation }: { device: OwnDevice; invitation: Invitation }) {
  const { t } = useTranslation("home");
  const [asking, setAsking] = useState(false);
  const { withdraw } = useSharing(device.device_id);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 first:pt-0">
      <div className="min-w-0 flex-1 basis-40">
        <p className="text-sm font-medium break-all">{invitation.email}</p>
        <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
          <Badge tone={invitation.kind === "transfer" ? "warn" : "neutral"}>
            {t(invitation.kind === "transfer" ? "transfer.badge" : `levels.${invitation.access_level}`)}
          </Badge>
          {t("sharing.expires")} <Expiry at={invitation.expires_at} />
        </p>
      </div>
      <Button
        size="sm"
        variant="secondary"
        aria-label={t("sharing.withdrawOf", { email: invitation.email })}
        onClick={() => setAsking(true)}
      >
        {t("sharing.withdraw")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("sharing.withdrawAsk", { email: invitation.email })}
        consequences={t("sharing.withdrawConsequences")}
        confirmLabel={t("sharing.withdraw")}
        onConfirm={async () => {
          await withdraw.mutateAsync(invitation.invitation_id);
        }}
      />
    </li>
  );
}

function Expiry({ at }: { at: string }) {
  const format = useFormat();
  return <time dateTime={at}>{format.dateTime(at)}</time>;
}

function GuestsView({ device }: { device: OwnDevice }) {
  const { t } = useTranslation("home");
  const me = useMe();
  const format = useFormat();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<"leave" | "handOver" | null>(null);
  const query = useShares(device.device_id);
  const own = query.data?.items.find(({ user_id }) => user_id === me.id);
  const { leave, handOver } = useSharing(device.device_id);
  const gone = async () => {
    await navigate(paths.home);
  };
  return (
    <Card title={t("sharing.title")}>
      <QueryState query={query}>
        <p className="mb-2 text-sm">
          {t("sharing.yourLevel", {
            level: t(`levels.${device.access_level}`),
            name: device.owner_name ?? t("tile.somebody"),
          })}
        </p>
        <p className="mb-4 text-sm text-muted">
          {t(`levelText.${device.access_level}`)}
          {device.until !== null && ` ${t("sharing.until", { at: format.dateTime(device.until) })}.`}{" "}
          {own && (
            <>
              {t("sharing.since")} <Age at={own.since} />.
            </>
          )}
        </p>
        <div className="flex flex-wrap gap-2">
          {device.access_level === "installer" && (
            <Button onClick={() => setAsking("handOver")}>{t("handOver.action")}</Button>
          )}
          <Button variant="secondary" onClick={() => setAsking("leave")}>
            {t("sharing.leave")}
          </Button>
        </div>
      </QueryState>
      <ConfirmDialog
        open={asking === "leave"}
        onOpenChange={() => setAsking(null)}
        title={t("sharing.leaveAsk", { name: device.device_name })}
        consequences={t("sharing.leaveConsequences")}
        confirmLabel={t("sharing.leave")}
        onConfirm={async () => {
          await leave.mutateAsync(me.id);
          await gone();
        }}
      />
      <ConfirmDialog
        open={asking === "handOver"}
        onOpenChange={() => setAsking(null)}
        title={t("handOver.ask")}
        consequences={t("handOver.consequences")}
        confirmLabel={t("handOver.action")}
        onConfirm={async () => {
          await handOver.mutateAsync();
          await gone();
        }}
      />
    </Card>
  );
}
