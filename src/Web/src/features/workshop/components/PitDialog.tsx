import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Alert, Button, Dialog, Field, Input, toast } from "@/components/ui";
import { showErrors } from "@/lib/api/formErrors";
import { useRequestKey } from "@/lib/api/requestKey";
import { type Pit, useSavePit } from "../api/pits";

const fields = ["pit_number", "name", "camera_ip", "camera_model", "camera_rtsp_url"] as const;

/** A new pit, or another name or camera for one. */
export function PitDialog({ pit, nextNumber, onClose }: { pit: Pit | null; nextNumber: number; onClose: () => void }) {
  const { t } = useTranslation(["workshop", "common"]);
  const save = useSavePit(pit?.pit_id ?? null);
  const key = useRequestKey();
  const form = useForm({
    defaultValues: {
      pit_number: String(pit?.pit_number ?? nextNumber),
      name: pit?.name ?? "",
      camera_ip: "",
      camera_model: pit?.camera_model ?? "",
      camera_rtsp_url: "",
    },
  });
  const { errors, dirtyFields } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    // What nobody touched is not sent: the camera's address is not shown, and must not be emptied by that.
    const changed = (name: "name" | "camera_ip" | "camera_model" | "camera_rtsp_url") =>
      dirtyFields[name] ? values[name].trim() : null;
    try {
      await save.mutateAsync({
        key: key.of(values),
        pit: {
          pit_number: Number(values.pit_number),
          name: changed("name"),
          camera_ip: changed("camera_ip"),
          camera_model: changed("camera_model"),
          camera_rtsp_url: changed("camera_rtsp_url"),
        },
      });
      toast.success(t("common:form.saved"));
      onClose();
    } catch (error) {
      showErrors(form, fields, error, t, { pit_exists: "pit_number" });
    }
  });

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={pit === null ? t("pits.add") : t("pits.editOne", { name: pit.name })}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="pit" variant="primary" busy={save.isPending}>
            {t("common:form.save")}
          </Button>
        </>
      }
    >
      <form id="pit" onSubmit={submit} noValidate className="grid gap-4">
        {errors.root?.["server"]?.message !== undefined && <Alert tone="bad">{errors.root["server"].message}</Alert>}
        {pit === null && (
          <Field
            label={t("pits.number")}
            hint={t("pits.numberHint")}
            error={errors.pit_number && (errors.pit_number.message ?? t("common:form.invalid"))}
            required
          >
            <Input inputMode="numeric" {...form.register("pit_number", { required: true, pattern: /^\d{1,4}$/ })} />
          </Field>
        )}
        <Field label={t("pits.name")} error={errors.name?.message}>
          <Input {...form.register("name")} />
        </Field>
        <Field label={t("pits.cameraModel")} error={errors.camera_model?.message}>
          <Input {...form.register("camera_model")} />
        </Field>
        <Field
          label={t("pits.cameraIp")}
          hint={pit === null ? undefined : t("pits.notShown")}
          error={errors.camera_ip?.message}
        >
          <Input inputMode="decimal" placeholder="192.168.1.64" {...form.register("camera_ip")} />
        </Field>
        <Field
          label={t("pits.cameraRtsp")}
          hint={pit === null ? t("pits.rtspHint") : t("pits.notShown")}
          error={errors.camera_rtsp_url?.message}
        >
          <Input
            type="url"
            autoComplete="off"
            placeholder="rtsp://192.168.1.64:554/stream1"
            {...form.register("camera_rtsp_url")}
          />
        </Field>
      </form>
    </Dialog>
  );
}
