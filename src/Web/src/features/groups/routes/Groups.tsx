import { LayoutGrid, Plus, Sparkles } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, EmptyState, PageHeader, QueryState } from "@/components/ui";
import { useControllers, useDeviceTypes, useLiveControllers } from "@/lib/controllers/queries";
import { useGroups } from "../api/useGroups";
import { useScenes } from "../api/useScenes";
import { GroupCard } from "../components/GroupCard";
import { GroupDialog } from "../components/GroupDialog";
import { SceneCard } from "../components/SceneCard";
import { SceneDialog } from "../components/SceneDialog";

const none: never[] = [];
const noTypes = new Map<string, never>();
const grid = "grid items-start gap-3 md:grid-cols-2 xl:grid-cols-3";

/** Groups that are told the same, and scenes in which each device is told its own. */
export default function Groups() {
  const { t } = useTranslation("groups");
  const [adding, setAdding] = useState<"group" | "scene" | null>(null);
  const controllers = useControllers();
  const types = useDeviceTypes();
  const groups = useGroups();
  const scenes = useScenes();
  useLiveControllers();
  const devices = controllers.data ?? none;
  const known = types.data ?? noTypes;
  const close = () => setAdding(null);
  const ready = controllers.data !== undefined && types.data !== undefined;
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <section aria-labelledby="groups" className="mb-8">
        <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
          <h2 id="groups" className="text-lg font-semibold">
            {t("group.title")}
          </h2>
          <Button icon={<Plus aria-hidden />} disabled={!ready} onClick={() => setAdding("group")}>
            {t("group.add")}
          </Button>
        </div>
        <QueryState
          query={groups}
          empty={groups.data?.length === 0}
          emptyState={<EmptyState icon={LayoutGrid} title={t("group.none")} text={t("group.noneText")} />}
        >
          <ul aria-label={t("group.title")} className={grid}>
            {groups.data?.map((group) => (
              <GroupCard key={group.group_id} group={group} devices={devices} types={known} />
            ))}
          </ul>
        </QueryState>
      </section>
      <section aria-labelledby="scenes">
        <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
          <h2 id="scenes" className="text-lg font-semibold">
            {t("scene.title")}
          </h2>
          <Button icon={<Plus aria-hidden />} disabled={!ready} onClick={() => setAdding("scene")}>
            {t("scene.add")}
          </Button>
        </div>
        <QueryState
          query={scenes}
          empty={scenes.data?.length === 0}
          emptyState={<EmptyState icon={Sparkles} title={t("scene.none")} text={t("scene.noneText")} />}
        >
          <ul aria-label={t("scene.title")} className={grid}>
            {scenes.data?.map((scene) => (
              <SceneCard key={scene.scene_id} scene={scene} devices={devices} types={known} />
            ))}
          </ul>
        </QueryState>
      </section>
      {adding === "group" && <GroupDialog group={null} devices={devices} onClose={close} />}
      {adding === "scene" && <SceneDialog scene={null} devices={devices} types={known} onClose={close} />}
    </>
  );
}
