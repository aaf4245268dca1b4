import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionFields } from "@/components/controllers";
import { Alert, Button, Dialog, Field, Input, NativeSelect } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { commandFor, firstValue, settable } from "@/lib/controllers/capabilities";
import type { DeviceType, OwnDevice } from "@/lib/controllers/types";
import type { Scene, SceneAction } from "../api/types";
import { useSaveScene } from "../api/useScenes";

interface SceneDialogProps {
  /** Null for a new one. */
  scene: Scene | null;
  devices: readonly OwnDevice[];
  types: ReadonlyMap<string, DeviceType>;
  onClose: () => void;
}

/** What a scene is called, and what each of its devices is told. */
export function SceneDialog({ scene, devices, types, onClose }: SceneDialogProps) {
  const { t } = useTranslation(["groups", "common"]);
  const [name, setName] = useState(scene?.name ?? "");
  const [actions, setActions] = useState<readonly SceneAction[]>(scene?.actions ?? []);
  const [tried, setTried] = useState(false);
  const save = useSaveScene(scene?.scene_id ?? null);
  const problem = save.error === null ? null : problemText(save.error, t);
  const controlsOf = (device: OwnDevice | undefined) =>
    device === undefined ? [] : settable(types.get(device.device_type));
  const offered = devices.filter((device) => device.permissions.includes("write") && controlsOf(device).length > 0);

  function first(device: OwnDevice): SceneAction {
    const [control] = controlsOf(device);
    const action = control === undefined ? { command: "", args: {} } : commandFor(control, firstValue(control));
    return { device_id: device.device_id, ...action };
  }

  const change = (index: number, action: SceneAction) =>
    setActions((before) => before.map((one, at) => (at === index ? action : one)));

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(scene === null ? "scene.add" : "scene.change")}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="scene" busy={save.isPending}>
            {t("common:form.save")}
          </Button>
        </>
      }
    >
      <form
        id="scene"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (name.trim() !== "" && actions.length > 0)
            save.mutate({ name: name.trim(), actions: [...actions] }, { onSuccess: onClose });
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
        {actions.map((action, index) => {
          const device = devices.find((one) => one.device_id === action.device_id);
          return (
            <fieldset key={index} className="grid min-w-0 gap-3 rounded-card border border-line p-3">
              <legend className="sr-only">{t("scene.step", { number: index + 1 })}</legend>
              <div className="flex items-end gap-2">
                <Field label={t("scene.device")} className="flex-1">
                  <NativeSelect
                    value={action.device_id}
                    onChange={(event) => {
                      const chosen = offered.find((one) => one.device_id === event.target.value);
                      if (chosen !== undefined) change(index, first(chosen));
                    }}
                    options={[
                      ...(device !== undefined && offered.includes(device)
                        ? []
                        : [{ value: action.device_id, label: action.device_id }]),
                      ...offered.map((one) => ({ value: one.device_id, label: one.device_name })),
                    ]}
                  />
                </Field>
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={t("scene.removeStep", { number: index + 1 })}
                  onClick={() => setActions((before) => before.filter((_, at) => at !== index))}
                >
                  <Trash2 aria-hidden />
                </Button>
              </div>
              <ActionFields
                controls={controlsOf(device)}
                action={action}
                onChange={(next) => change(index, { ...action, ...next })}
              />
            </fieldset>
          );
        })}
        {tried && actions.length === 0 && (
          <p role="alert" className="text-sm text-bad">
            {t("scene.noStep")}
          </p>
        )}
        <Button
          variant="secondary"
          className="justify-self-start"
          icon={<Plus aria-hidden />}
          disabled={offered.length === 0}
          onClick={() => {
            const [device] = offered;
            if (device !== undefined) setActions((before) => [...before, first(device)]);
          }}
        >
          {t("scene.addStep")}
        </Button>
      </form>
    </Dialog>
  );
}
