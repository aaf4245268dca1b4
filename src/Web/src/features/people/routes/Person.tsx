import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import {
  Button,
  Card,
  ConfirmDialog,
  Dialog,
  KeyValue,
  PageHeader,
  QueryState,
  SecretOnce,
  toast,
} from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { useChangePerson, useResetPassword } from "../api/changePerson";
import { type Person as Account, usePerson } from "../api/people";
import { ContactForm } from "../components/ContactForm";
import { PitPermissions } from "../components/PitPermissions";
import { PersonState } from "./People";

/** One account of the workshop. */
export default function Person() {
  const { t } = useTranslation("people");
  const { userId } = useParams();
  const query = usePerson(Number(userId));
  const title = query.data?.name ?? query.data?.username ?? t("person");
  return (
    <>
      <PageHeader title={title} back={{ to: paths.people, label: t("title") }} />
      <QueryState query={query}>{query.data && <Details person={query.data} />}</QueryState>
    </>
  );
}

function Details({ person }: { person: Account }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  // An owner manages staff and customers; other owners are the vendor's business.
  const manageable = person.role === "staff" || person.role === "customer";
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card title={t("account")}>
        <KeyValue
          items={[
            { label: t("username"), value: person.username },
            { label: t("role"), value: t(`roles.${person.role}`) },
            { label: t("state"), value: <PersonState person={person} /> },
            { label: t("created"), value: format.dateTime(person.created_at) },
            {
              label: t("lastSignIn"),
              value: person.last_sign_in_at === null ? t("never") : format.dateTime(person.last_sign_in_at),
            },
          ]}
        />
        {manageable && <Acts person={person} />}
      </Card>
      {manageable && (
        <Card title={t("contact")}>
          <ContactForm person={person} />
        </Card>
      )}
      {manageable && (
        <Card title={t("pits.title")}>
          <PitPermissions userId={person.user_id} />
        </Card>
      )}
    </div>
  );
}

/** A new temporary password, and letting somebody out or in again. */
function Acts({ person }: { person: Account }) {
  const { t } = useTranslation(["people", "common"]);
  const [asking, setAsking] = useState<"password" | "disable" | null>(null);
  const reset = useResetPassword(person.user_id);
  const change = useChangePerson(person.user_id);
  const name = person.name ?? person.username;
  const enable = () =>
    change.mutateAsync({ disabled: false }).then(
      () => toast.success(t("enabled", { name })),
      () => toast.error(t("common:errors.unexpected.title")),
    );
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <Button variant="secondary" onClick={() => setAsking("password")}>
        {t("reset.open")}
      </Button>
      {person.disabled ? (
        <Button busy={change.isPending} onClick={() => void enable()}>
          {t("enable")}
        </Button>
      ) : (
        <Button variant="danger" onClick={() => setAsking("disable")}>
          {t("disable.open")}
        </Button>
      )}
      <ConfirmDialog
        open={asking === "password"}
        onOpenChange={() => setAsking(null)}
        title={t("reset.title", { name })}
        consequences={t("reset.text")}
        confirmLabel={t("reset.open")}
        tone="primary"
        onConfirm={async () => {
          await reset.mutateAsync();
        }}
      />
      <Dialog open={reset.data !== undefined} onOpenChange={reset.reset} title={t("reset.done")}>
        {reset.data && (
          <SecretOnce
            title={name}
            warning={t("added.warning")}
            items={[
              { label: t("username"), value: reset.data.username },
              { label: t("temporaryPassword"), value: reset.data.temporary_password },
            ]}
          />
        )}
      </Dialog>
      <ConfirmDialog
        open={asking === "disable"}
        onOpenChange={() => setAsking(null)}
        title={t("disable.title", { name })}
        consequences={t("disable.text")}
        confirmLabel={t("disable.open")}
        tone="danger"
        onConfirm={async () => {
          await change.mutateAsync({ disabled: true });
          toast.undo(t("disabled", { name }), () => void enable());
        }}
      />
    </div>
  );
}
