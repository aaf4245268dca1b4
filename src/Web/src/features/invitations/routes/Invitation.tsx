import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { useControlWords } from "@/components/controllers";
import { Alert, Button, Card, KeyValue, LinkButton, PageHeader, QueryState } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import type { InvitationView } from "../api/types";
import { useAccept, useInvitation } from "../api/useInvitation";

/** What somebody is invited to, before they take it: with which account, for how long, from whom. */
export default function Invitation() {
  const { t } = useTranslation("invitations");
  const token = useParams()["token"] ?? "";
  const query = useInvitation(token);
  return (
    <div className="mx-auto max-w-xl">
      <PageHeader title={t("title")} />
      <QueryState query={query}>{() => query.data && <Offer token={token} invitation={query.data} />}</QueryState>
    </div>
  );
}

function Offer({ token, invitation }: { token: string; invitation: InvitationView }) {
  const { t } = useTranslation(["invitations", "common"]);
  const format = useFormat();
  const words = useControlWords();
  const me = useMe();
  const navigate = useNavigate();
  const accept = useAccept(token);
  const problem = accept.error === null ? null : problemText(accept.error, t);
  const transfer = invitation.kind === "transfer";
  const from = invitation.from_name;
  return (
    <Card title={t(transfer ? "transferTitle" : "shareTitle", { from, device: invitation.device_name })}>
      {problem && (
        <Alert tone="bad" title={problem.title} className="mb-4">
          {problem.advice}
        </Alert>
      )}
      <KeyValue
        items={[
          { label: t("device"), value: invitation.device_name },
          { label: t("kind"), value: words.kind(invitation.device_type, undefined) },
          { label: t("may"), value: t(`levels.${transfer ? "owner" : invitation.access_level}`) },
          ...(invitation.until === null ? [] : [{ label: t("until"), value: format.minute(invitation.until) }]),
          { label: t("account"), value: me.email ?? me.username },
          { label: t("expires"), value: format.minute(invitation.expires_at) },
        ]}
      />
      <div className="mt-4 flex flex-wrap gap-2">
        <Button
          busy={accept.isPending}
          onClick={() =>
            accept.mutate(undefined, {
              onSuccess: ({ device_id }) => void navigate(paths.homeDevice.of(device_id), { replace: true }),
            })
          }
        >
          {t(transfer ? "take" : "accept")}
        </Button>
        <LinkButton variant="secondary" to="/">
          {t("notNow")}
        </LinkButton>
      </div>
    </Card>
  );
}
