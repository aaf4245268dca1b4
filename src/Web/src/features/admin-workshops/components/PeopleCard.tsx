import { KeyRound, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  Badge,
  Button,
  Card,
  ConfirmDialog,
  DataList,
  Dialog,
  EmptyState,
  LoadMore,
  QueryState,
  SecretOnce,
} from "@/components/ui";
import type { components } from "@/lib/api/schema/identity";
import { useFormat } from "@/lib/i18n/format";
import { useNewPassword } from "../api/changeWorkshop";
import { useWorkshopPeople } from "../api/workshops";

type Person = components["schemas"]["UserAnswer"];

/** A workshop's accounts, to look at. Only the owner's password is the vendor's business: nobody in the workshop can renew it. */
export function PeopleCard({ workshopId }: { workshopId: number }) {
  const { t } = useTranslation("admin-workshops");
  const format = useFormat();
  const query = useWorkshopPeople(workshopId);
  const renew = useNewPassword();
  const [asking, setAsking] = useState<Person | null>(null);
  const people = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t("people.title")}>
      <QueryState
        query={query}
        empty={people.length === 0}
        emptyState={<EmptyState icon={Users} title={t("people.empty")} />}
      >
        <DataList
          caption={t("people.title")}
          items={people}
          rowKey={(person) => String(person.user_id)}
          columns={[
            { key: "name", header: t("people.name"), cell: (person) => person.name ?? person.username },
            { key: "username", header: t("people.username"), cell: (person) => person.username, hideBelow: "lg" },
            { key: "role", header: t("people.role"), cell: (person) => t(`people.roles.${person.role}`) },
            {
              key: "state",
              header: t("people.state"),
              cell: (person) =>
                person.disabled ? (
                  <Badge tone="bad">{t("people.disabled")}</Badge>
                ) : person.password_is_temporary ? (
                  <Badge tone="warn">{t("people.invited")}</Badge>
                ) : (
                  <Badge tone="good">{t("people.active")}</Badge>
                ),
            },
            {
              key: "seen",
              header: t("people.seen"),
              cell: (person) =>
                person.last_sign_in_at === null ? t("people.never") : format.dateTime(person.last_sign_in_at),
            },
            {
              key: "acts",
              header: <span className="sr-only">{t("people.renew")}</span>,
              align: "end",
              cell: (person) =>
                person.role === "owner" && (
                  <Button
                    variant="secondary"
                    size="sm"
                    icon={<KeyRound aria-hidden />}
                    aria-label={t("people.renewOf", { name: person.username })}
                    onClick={() => setAsking(person)}
                  >
                    {t("people.renew")}
                  </Button>
                ),
            },
          ]}
        />
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={() => setAsking(null)}
        title={t("people.ask", { name: asking?.name ?? asking?.username })}
        consequences={t("people.askText")}
        confirmLabel={t("people.renew")}
        onConfirm={async () => {
          if (asking !== null) await renew.mutateAsync(asking.user_id);
        }}
      />
      <Dialog
        open={renew.data !== undefined}
        onOpenChange={renew.reset}
        title={t("people.renewed")}
        footer={<Button onClick={renew.reset}>{t("made.done")}</Button>}
      >
        {renew.data && (
          <SecretOnce
            title={t("made.once")}
            warning={t("people.renewedText")}
            items={[
              { label: t("people.username"), value: renew.data.username },
              { label: t("made.password"), value: renew.data.temporary_password },
            ]}
          />
        )}
      </Dialog>
    </Card>
  );
}
