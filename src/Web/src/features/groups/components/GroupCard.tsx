import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Action, ActionFields } from "@/components/controllers";
import { Button, Card, ConfirmDialog, toast } from "@/components/ui";
import { commandFor, firstValue, sharedControls } from "@/lib/controllers/capabilities";
import type { Control, DeviceType, OwnDevice } from "@/lib/controllers/types";
import type { Group } from "../api/types";
import { useRemoveGroup } from "../api/useGroups";
import { useGroupControl } from "../api/useRun";
import { GroupDialog } from "./GroupDialog";
import { Outcomes } from "./Outcomes";

interface GroupCardProps {
  group: Group;
  devices: readonly OwnDevice[];
  types: ReadonlyMap<string, DeviceType>;
}

/** Devices that are told the same: whatever all of them can do. */
export function GroupCard({ group, devices, types }: GroupCardProps) {
  const { t } = useTranslation("groups");
  const [open, setOpen] = useState<"change" | "remove" | null>(null);
  const remove = useRemoveGroup();
  const members = group.device_ids.flatMap((id) => devices.find((device) => device.device_id === id) ?? []);
  const kinds = [...new Set(members.map(({ device_type }) => device_type))].flatMap((type) => types.get(type) ?? []);
  const controls = sharedControls(kinds);
  return (
    <Card
      as="li"
      title={group.name}
      actions={
        <>
          <Button
            variant="ghost"
            size="icon"
            aria-label={t("changeOf", { name: group.name })}
            onClick={() => setOpen("change")}
          >
            <Pencil aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon"
            aria-label={t("removeOf", { name: group.name })}
            onClick={() => setOpen("remove")}
          >
            <Trash2 aria-hidden />
          </Button>
        </>
      }
    >
      <p className="mb-3 text-sm break-words text-muted">
        {members.length === 0 ? t("group.empty") : members.map(({ device_name }) => device_name).join(", ")}
      </p>
      {members.length > 0 && controls.length === 0 && <p className="text-sm text-muted">{t("group.nothingShared")}</p>}
      {controls.length > 0 && <Tell group={group} controls={controls} devices={devices} />}
      {open === "change" && <GroupDialog group={group} devices={devices} onClose={() => setOpen(null)} />}
      <ConfirmDialog
        open={open === "remove"}
        onOpenChange={() => setOpen(null)}
        title={t("removeAsk", { name: group.name })}
        consequences={t("group.removeText")}
        confirmLabel={t("remove")}
        onConfirm={async () => {
          await remove.mutateAsync(group.group_id);
          toast.success(t("removed", { name: group.name }));
        }}
      />
    </Card>
  );
}

function Tell({
  group,
  controls,
  devices,
}: {
  group: Group;
  controls: readonly Control[];
  devices: readonly OwnDevice[];
}) {
  const { t } = useTranslation("groups");
  const { run, outcomes } = useGroupControl(group.group_id);
  const [action, setAction] = useState<Action>(() => {
    const [first] = controls;
    return first === undefined ? { command: "", args: {} } : commandFor(first, firstValue(first));
  });
  return (
    <>
      <ActionFields controls={controls} action={action} onChange={setAction} />
      <Button className="mt-3" busy={run.isPending} onClick={() => run.mutate({ ...action, ttl_s: null })}>
        {t("group.tell")}
      </Button>
      <Outcomes outcomes={outcomes} devices={devices} error={run.error} />
    </>
  );
}
