import { Plus, Webhook } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, EmptyState, PageHeader, QueryState } from "@/components/ui";
import { useEndpoints } from "../api/useWebhooks";
import { AddEndpointDialog } from "../components/AddEndpointDialog";
import { EndpointCard } from "../components/EndpointCard";

/** Programs elsewhere that are told what happens. */
export default function Webhooks() {
  const { t } = useTranslation("webhooks");
  const [adding, setAdding] = useState(false);
  const query = useEndpoints();
  const add = (
    <Button icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      {t("add")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} actions={add} />
      <QueryState
        query={query}
        empty={query.data?.length === 0}
        emptyState={<EmptyState icon={Webhook} title={t("none.title")} text={t("none.text")} />}
      >
        <ul aria-label={t("title")} className="grid items-start gap-4 lg:grid-cols-2">
          {query.data?.map((endpoint) => (
            <EndpointCard key={endpoint.endpoint_id} endpoint={endpoint} />
          ))}
        </ul>
      </QueryState>
      {adding && <AddEndpointDialog onClose={() => setAdding(false)} />}
    </>
  );
}
