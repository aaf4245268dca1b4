import { KeyRound, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, ConfirmDialog, DataList, EmptyState, PageHeader, QueryState, toast } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { type ApiKey, useApiKeys, useEndApiKey } from "../api/apiKeys";
import { AddKeyDialog } from "../components/AddKeyDialog";

/** Keys with which programs of the workshop and its partners call the API. */
export default function ApiKeys() {
  const { t } = useTranslation("api-keys");
  const format = useFormat();
  const query = useApiKeys();
  const end = useEndApiKey();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<ApiKey | null>(null);
  const keys = query.data ?? [];
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
            {t("add")}
          </Button>
        }
      />
      <QueryState
        query={query}
        empty={keys.length === 0}
        emptyState={<EmptyState icon={KeyRound} title={t("empty.title")} text={t("empty.text")} />}
      >
        <DataList
          caption={t("title")}
          items={keys}
          rowKey={(key) => key.api_key_id}
          columns={[
            { key: "name", header: t("name"), cell: (key) => key.name },
            {
              key: "scopes",
              header: t("may"),
              cell: (key) => key.scopes?.map((scope) => t(`scopes.${scope.replace(":", "_")}`)).join(", "),
            },
            { key: "created", header: t("created"), cell: (key) => format.dateTime(key.created_at), hideBelow: "lg" },
            {
              key: "used",
              header: t("used"),
              cell: (key) => (key.last_used_at === null ? t("never") : format.dateTime(key.last_used_at)),
            },
            {
              key: "end",
              header: <span className="sr-only">{t("end.open")}</span>,
              align: "end",
              cell: (key) => (
                <Button
                  size="icon"
                  variant="ghost"
                  aria-label={t("end.one", { name: key.name })}
                  onClick={() => setEnding(key)}
                >
                  <Trash2 aria-hidden />
                </Button>
              ),
            },
          ]}
        />
      </QueryState>
      {adding && <AddKeyDialog onClose={() => setAdding(false)} />}
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={() => setEnding(null)}
        title={t("end.title", { name: ending?.name })}
        consequences={t("end.text")}
        confirmLabel={t("end.open")}
        typeToConfirm={ending?.name ?? ""}
        tone="danger"
        onConfirm={async () => {
          if (ending === null) return;
          await end.mutateAsync(ending.api_key_id);
          toast.success(t("end.done", { name: ending.name }));
        }}
      />
    </>
  );
}
