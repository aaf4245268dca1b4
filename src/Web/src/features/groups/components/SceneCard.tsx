import { Pencil, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useActionWords } from "@/components/controllers";
import { Button, Card, ConfirmDialog, toast } from "@/components/ui";
import { settable } from "@/lib/controllers/capabilities";
import type { DeviceType, OwnDevice } from "@/lib/controllers/types";
import type { Scene } from "../api/types";
import { useSceneRun } from "../api/useRun";
import { useRemoveScene } from "../api/useScenes";
import { Outcomes } from "./Outcomes";
import { SceneDialog } from "./SceneDialog";

interface SceneCardProps {
  scene: Scene;
  devices: readonly OwnDevice[];
  types: ReadonlyMap<string, DeviceType>;
}

/** Several devices, each told its own, by one press. */
export function SceneCard({ scene, devices, types }: SceneCardProps) {
  const { t } = useTranslation("groups");
  const words = useActionWords();
  const [open, setOpen] = useState<"change" | "remove" | null>(null);
  const remove = useRemoveScene();
  const { run, outcomes } = useSceneRun(scene.scene_id);
  return (
    <Card
      as="li"
      title={scene.name}
      actions={
        <>
          <Button
            variant="ghost"
            size="icon"
            aria-label={t("changeOf", { name: scene.name })}
            onClick={() => setOpen("change")}
          >
            <Pencil aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon"
            aria-label={t("removeOf", { name: scene.name })}
            onClick={() => setOpen("remove")}
          >
            <Trash2 aria-hidden />
          </Button>
        </>
      }
    >
      <ul className="mb-3 text-sm text-muted">
        {scene.actions.map((action, index) => {
          const device = devices.find((one) => one.device_id === action.device_id);
          return (
            <li key={index} className="break-words">
              {device === undefined ? action.device_id : device.device_name}
              {" – "}
              {words(device === undefined ? [] : settable(types.get(device.device_type)), action)}
            </li>
          );
        })}
      </ul>
      <Button icon={<Play aria-hidden />} busy={run.isPending} onClick={() => run.mutate("run")}>
        {t("scene.run")}
      </Button>
      <Outcomes outcomes={outcomes} devices={devices} error={run.error} />
      {open === "change" && <SceneDialog scene={scene} devices={devices} types={types} onClose={() => setOpen(null)} />}
      <ConfirmDialog
        open={open === "remove"}
        onOpenChange={() => setOpen(null)}
        title={t("removeAsk", { name: scene.name })}
        consequences={t("scene.removeText")}
        confirmLabel={t("remove")}
        onConfirm={async () => {
          await remove.mutateAsync(scene.scene_id);
          toast.success(t("removed", { name: scene.name }));
        }}
      />
    </Card>
  );
}
