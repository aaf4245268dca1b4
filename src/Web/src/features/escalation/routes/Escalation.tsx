import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { AlertPages } from "@/components/alerting";
import { PageHeader, QueryState, Skeleton } from "@/components/ui";
import { useChain } from "../api/useChain";
import { useTeam } from "../api/useTeam";
import { ChainForm } from "../components/ChainForm";

/** Whom to wake, and when, while nobody takes an alert on. */
export default function Escalation() {
  const { t } = useTranslation("escalation");
  const chain = useChain();
  const team = useTeam();
  const people = useMemo(
    () => new Map((team.data ?? []).map(({ user_id, name, username }) => [user_id, name ?? username])),
    [team.data],
  );
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <AlertPages />
      <QueryState query={chain} skeleton={<Skeleton className="h-64 rounded-card" />}>
        <QueryState query={team} skeleton={<Skeleton className="h-64 rounded-card" />}>
          {() => chain.data !== undefined && <ChainForm chain={chain.data} people={people} />}
        </QueryState>
      </QueryState>
    </>
  );
}
