import { Pencil, Plus, Trash2, Warehouse } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Card, ConfirmDialog, DataList, EmptyState, QueryState, toast } from "@/components/ui";
import { type Pit, useRemovePit, useWorkshopPits } from "../api/pits";
import { PitDialog } from "./PitDialog";

/** The workshop's pits and their cameras. */
export function Pits() {
  const { t } = useTranslation("workshop");
  const query = useWorkshopPits();
  const remove = useRemovePit();
  const [editing, setEditing] = useState<Pit | "new" | null>(null);
  const [removing, setRemoving] = useState<Pit | null>(null);
  const pits = query.data?.items ?? [];
  return (
    <Card
      title={t("pits.title")}
      actions={
        <Button icon={<Plus aria-hidden />} onClick={() => setEditing("new")}>
          {t("pits.add")}
        </Button>
      }
    >
      <QueryState
        query={query}
        empty={pits.length === 0}
        emptyState={<EmptyState icon={Warehouse} title={t("pits.empty")} text={t("pits.emptyText")} />}
      >
        <DataList
          caption={t("pits.title")}
          items={pits}
          rowKey={(pit) => String(pit.pit_id)}
          columns={[
            { key: "name", header: t("pits.name"), cell: (pit) => pit.name },
            { key: "number", header: t("pits.number"), cell: (pit) => pit.pit_number, align: "end" },
            { key: "device", header: t("pits.device"), cell: (pit) => pit.device_id ?? t("pits.noDevice") },
            { key: "camera", header: t("pits.camera"), cell: (pit) => pit.camera_model ?? t("pits.noCamera") },
            {
              key: "acts",
              header: <span className="sr-only">{t("pits.acts")}</span>,
              align: "end",
              cell: (pit) => (
                <span className="inline-flex gap-1">
                  <Button
                    size="icon"
                    variant="ghost"
                    aria-label={t("pits.editOne", { name: pit.name })}
                    onClick={() => setEditing(pit)}
                  >
                    <Pencil aria-hidden />
                  </Button>
                  <Button
                    size="icon"
                    variant="ghost"
                    aria-label={t("pits.removeOne", { name: pit.name })}
                    onClick={() => setRemoving(pit)}
                  >
                    <Trash2 aria-hidden />
                  </Button>
                </span>
              ),
            },
          ]}
        />
      </QueryState>
      {editing !== null && (
        <PitDialog
          pit={editing === "new" ? null : editing}
          nextNumber={Math.max(0, ...pits.map((pit) => pit.pit_number)) + 1}
          onClose={() => setEditing(null)}
        />
      )}
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={t("pits.removeTitle", { name: removing?.name })}
        consequences={t("pits.removeText")}
        confirmLabel={t("pits.remove")}
        typeToConfirm={removing?.name ?? ""}
        tone="danger"
        onConfirm={async () => {
          if (removing === null) return;
          await remove.mutateAsync(removing.pit_id);
          toast.success(t("pits.removed", { name: removing.name }));
        }}
      />
    </Card>
  );
}
