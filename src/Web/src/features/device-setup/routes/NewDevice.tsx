import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Link, Navigate } from "react-router";
import {
  Alert,
  Button,
  Card,
  Field,
  Input,
  LinkButton,
  NativeSelect,
  PageHeader,
  QueryState,
  toast,
} from "@/components/ui";
import { ApiError, problemText } from "@/lib/api/problem";
import type { components } from "@/lib/api/schema/registry";
import { paths } from "@/lib/paths";
import { handover } from "../api/handover";
import { usePits } from "../api/usePits";
import { useRegisterDevice } from "../api/useRegisterDevice";
import { type DeviceForm, deviceSchema, fieldsOfApi, newPit } from "../components/deviceForm";
import { LeaveGuard } from "../components/LeaveGuard";
import { Steps } from "../components/Steps";

type Pit = components["schemas"]["PitView"];

export default function NewDevice() {
  const { t } = useTranslation("device-setup");
  const pits = usePits();
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader
        title={t("new.title")}
        subtitle={t("new.subtitle")}
        back={{ to: paths.devices, label: t("new.back") }}
      />
      <Steps current={0} />
      <QueryState query={pits}>{() => <RegistrationForm pits={pits.data?.items ?? []} />}</QueryState>
    </div>
  );
}

function RegistrationForm({ pits }: { pits: readonly Pit[] }) {
  const { t } = useTranslation(["device-setup", "common"]);
  const register = useRegisterDevice();
  const [failure, setFailure] = useState<unknown>(null);
  const [registeredId, setRegisteredId] = useState<string | null>(null);
  const free = pits.find((pit) => pit.device_id === null);
  const form = useForm<DeviceForm>({
    resolver: zodResolver(deviceSchema),
    defaultValues: {
      device_id: "",
      pit: free === undefined ? newPit : String(free.pit_number),
      pit_number: String(Math.min(Math.max(0, ...pits.map((pit) => pit.pit_number)) + 1, 9999)),
      pit_name: "",
      camera_ip: "",
      camera_model: "",
      camera_rtsp_url: "",
    },
  });
  const { errors, isSubmitting, isDirty } = form.formState;
  const pit = useWatch({ control: form.control, name: "pit" });
  const taken = pits.find((one) => String(one.pit_number) === pit)?.device_id ?? null;
  // Messages are keys of the catalogue, or what the API says of the field.
  const errorOf = (name: keyof DeviceForm) => {
    const message = errors[name]?.message;
    return message === undefined ? undefined : message.startsWith("errors.") ? t(message) : message;
  };

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    const isNew = values.pit === newPit;
    const text = (value: string) => (value === "" ? null : value);
    try {
      const { registered, isNamed } = await register.mutateAsync({
        device_id: values.device_id,
        pit_number: Number(isNew ? values.pit_number : values.pit),
        pit_name: isNew ? text(values.pit_name) : null,
        camera_ip: text(values.camera_ip),
        camera_model: text(values.camera_model),
        camera_rtsp_url: text(values.camera_rtsp_url),
      });
      handover.give(registered);
      if (!isNamed) toast.error(t("new.notNamed"));
      setRegisteredId(registered.device_id);
    } catch (error) {
      setFailure(show(error) ? null : error);
    }
  });

  /** Puts what the API says of fields to the fields; true when that says it all. */
  function show(error: unknown): boolean {
    if (!(error instanceof ApiError)) return false;
    if (error.code === "device_exists") {
      form.setError("device_id", { message: problemText(error, t).title }, { shouldFocus: true });
      return false;
    }
    const named = Object.entries(error.fields);
    let isFirst = true;
    for (const [field, messages] of named) {
      const name = fieldsOfApi.find((one) => one === field);
      if (name === undefined) continue;
      // The number of a pit that was chosen has no field of its own to stand at.
      form.setError(
        name === "pit_number" && pit !== newPit ? "pit" : name,
        { message: messages.join(" ") },
        { shouldFocus: isFirst },
      );
      isFirst = false;
    }
    return named.length > 0 && named.every(([field]) => fieldsOfApi.some((one) => one === field));
  }

  // The form and its question whether it may be left are gone by then.
  if (registeredId !== null) return <Navigate to={paths.deviceSetupOf.of(registeredId)} replace />;
  const problem = failure === null ? null : problemText(failure, t);
  return (
    <Card as="div">
      <LeaveGuard active={isDirty} title={t("leave.formTitle")} consequences={t("leave.formText")} />
      <form onSubmit={submit} noValidate className="grid gap-5">
        {problem && (
          <Alert
            tone="bad"
            title={problem.title}
            actions={
              failure instanceof ApiError &&
              failure.code === "device_exists" && (
                <LinkButton
                  size="sm"
                  variant="secondary"
                  to={`${paths.devices}?search=${encodeURIComponent(form.getValues("device_id"))}`}
                >
                  {t("new.findDevice")}
                </LinkButton>
              )
            }
          >
            {problem.advice}
          </Alert>
        )}
        <Field label={t("new.deviceId")} hint={t("new.deviceIdHint")} error={errorOf("device_id")} required>
          <Input
            {...form.register("device_id")}
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            maxLength={60}
            placeholder="ESP32-A1B2C3D4E5F6"
            className="font-mono"
          />
        </Field>
        <Field
          label={t("new.pit")}
          hint={taken === null ? t("new.pitHint") : t("new.pitTaken", { id: taken })}
          error={errorOf("pit")}
          required
        >
          <NativeSelect
            {...form.register("pit")}
            options={[
              ...pits.map((one) => ({
                value: String(one.pit_number),
                label:
                  one.device_id === null
                    ? t("new.pitFree", { name: one.name, number: one.pit_number })
                    : t("new.pitWith", { name: one.name, number: one.pit_number, id: one.device_id }),
              })),
              { value: newPit, label: t("new.newPit") },
            ]}
          />
        </Field>
        {pit === newPit && (
          <div className="grid gap-5 sm:grid-cols-[8rem_minmax(0,1fr)]">
            <Field label={t("new.pitNumber")} error={errorOf("pit_number")} required>
              <Input {...form.register("pit_number")} inputMode="numeric" autoComplete="off" maxLength={4} />
            </Field>
            <Field label={t("new.pitName")} hint={t("new.pitNameHint")} error={errorOf("pit_name")}>
              <Input {...form.register("pit_name")} autoComplete="off" />
            </Field>
          </div>
        )}
        <details
          className="group"
          open={errors.camera_ip || errors.camera_model || errors.camera_rtsp_url ? true : undefined}
        >
          <summary className="flex min-h-touch cursor-pointer items-center text-sm font-medium text-accent">
            {t("new.camera")}
          </summary>
          <div className="mt-2 grid gap-5 sm:grid-cols-2">
            <Field label={t("new.cameraIp")} error={errorOf("camera_ip")}>
              <Input
                {...form.register("camera_ip")}
                autoComplete="off"
                inputMode="decimal"
                placeholder="192.168.1.20"
              />
            </Field>
            <Field label={t("new.cameraModel")} error={errorOf("camera_model")}>
              <Input {...form.register("camera_model")} autoComplete="off" />
            </Field>
            <Field label={t("new.rtsp")} error={errorOf("camera_rtsp_url")} className="sm:col-span-2">
              <Input
                {...form.register("camera_rtsp_url")}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                inputMode="url"
                placeholder="rtsp://192.168.1.20:554/stream1"
              />
            </Field>
          </div>
        </details>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" busy={isSubmitting}>
            {t("new.submit")}
          </Button>
          <Link
            to={paths.devices}
            className="inline-flex min-h-touch items-center px-2 text-sm text-muted hover:text-ink"
          >
            {t("common:ui.cancel")}
          </Link>
        </div>
      </form>
    </Card>
  );
}
