import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, Checkbox, Dialog, Field, Input } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import type { OwnDevice } from "@/lib/controllers/types";
import type { Group } from "../api/types";
import { useSaveGroup } from "../api/useGroups";

interface GroupDialogProps {
  /** Null for a new one. */
  group: Group | null;
  devices: readonly OwnDevice[];
  onClose: () => void;
}

/** What a group is called and who belongs to it. */
export function GroupDialog({ group, devices, onClose }: GroupDialogProps) {
  const { t } = useTranslation(["groups", "common"]);
  const [name, setName] = useState(group?.name ?? "");
  const [members, setMembers] = useState<readonly string[]>(group?.device_ids ?? []);
  const [tried, setTried] = useState(false);
  const save = useSaveGroup(group?.group_id ?? null);
  const problem = save.error === null ? null : problemText(save.error, t);
  const offered = devices.filter(
    ({ device_id, permissions }) => permissions.includes("write") || members.includes(device_id),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(group === null ? "group.add" : "group.change")}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="group" busy={save.isPending}>
            {t("common:form.save")}
          </Button>
        </>
      }
    >
      <form
        id="group"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (name.trim() !== "" && members.length > 0)
            save.mutate({ name: name.trim(), device_ids: [...members] }, { onSuccess: onClose });
        }}
      >
        {problem && (
          <Alert tone="bad" title={problem.title}>
            {problem.advice}
          </Alert>
        )}
        <Field label={t("name")} error={tried && name.trim() === "" && t("common:form.required")} required>
          <Input value={name} maxLength={100} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        </Field>
        <fieldset>
          <legend className="text-sm font-medium">{t("group.devices")}</legend>
          {offered.map((device) => (
            <Checkbox
              key={device.device_id}
              label={device.device_name}
              checked={members.includes(device.device_id)}
              onCheckedChange={(checked) =>
                setMembers((before) =>
                  checked ? [...before, device.device_id] : before.filter((id) => id !== device.device_id),
                )
              }
            />
          ))}
          {tried && members.length === 0 && (
            <p role="alert" className="text-sm text-bad">
              {t("group.noDevice")}
            </p>
          )}
        </fieldset>
      </form>
    </Dialog>
  );
}
