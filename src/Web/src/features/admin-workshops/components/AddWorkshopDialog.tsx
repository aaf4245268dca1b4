import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import {
  Alert,
  Button,
  ConfirmDialog,
  Dialog,
  Field,
  Input,
  LinkButton,
  NativeSelect,
  SecretOnce,
  Textarea,
} from "@/components/ui";
import { showErrors } from "@/lib/api/formErrors";
import { paths } from "@/lib/paths";
import { useAddWorkshop } from "../api/changeWorkshop";

const empty = {
  name: "",
  owner_name: "",
  owner_email: "",
  owner_phone: "",
  address: "",
  pits: "1",
  plan: "trial",
  kind: "workshop",
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
};
type Name = keyof typeof empty;
const fields = Object.keys(empty) as Name[];
const kinds = ["workshop", "household", "company", "landlord"];
const plans = ["trial", "standard", ""];

/** A new workshop, and what its owner needs to begin, which is shown once. */
export function AddWorkshopDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["admin-workshops", "common"]);
  const add = useAddWorkshop();
  const [leaving, setLeaving] = useState(false);
  const form = useForm({ defaultValues: empty });
  const { errors, isDirty } = form.formState;
  const zones = [...new Set([empty.time_zone, ...Intl.supportedValuesOf("timeZone")])];
  const errorOf = (name: Name) => {
    const error = errors[name];
    return (
      error &&
      (error.type === "server" ? error.message : t(`common:form.${error.type === "required" ? "required" : "invalid"}`))
    );
  };

  const submit = form.handleSubmit(async (values) => {
    const orNull = (text: string) => (text.trim() === "" ? null : text.trim());
    try {
      await add.mutateAsync({
        name: values.name.trim(),
        owner_name: values.owner_name.trim(),
        owner_email: values.owner_email.trim(),
        owner_phone: orNull(values.owner_phone),
        address: orNull(values.address),
        pits: Number(values.pits),
        plan: orNull(values.plan),
        kind: values.kind,
        time_zone: values.time_zone,
      });
    } catch (error) {
      showErrors(form, fields, error, t);
    }
  });

  // A tap beside the dialog throws away neither what was typed nor secrets that nobody has kept.
  const leave = (
    <ConfirmDialog
      open={leaving}
      onOpenChange={setLeaving}
      title={t(add.data === undefined ? "leave.form" : "leave.secrets")}
      consequences={t(add.data === undefined ? "leave.formText" : "leave.secretsText")}
      confirmLabel={t("leave.confirm")}
      onConfirm={onClose}
    />
  );

  if (add.data !== undefined)
    return (
      <Dialog
        open
        onOpenChange={() => setLeaving(true)}
        title={t("made.title")}
        footer={
          <>
            <LinkButton variant="secondary" to={paths.adminWorkshop.of(add.data.tenant_id)}>
              {t("made.open")}
            </LinkButton>
            <Button onClick={onClose}>{t("made.done")}</Button>
          </>
        }
      >
        <SecretOnce
          title={t("made.once")}
          warning={t("made.warning")}
          fileName={`${add.data.code}.txt`}
          items={[
            { label: t("code"), value: add.data.code },
            { label: t("made.owner"), value: add.data.owner.username },
            { label: t("made.password"), value: add.data.owner.temporary_password },
            { label: t("made.mqttUser"), value: add.data.mqtt.username },
            { label: t("made.mqttPassword"), value: add.data.mqtt.password },
          ]}
        />
        {leave}
      </Dialog>
    );
  return (
    <Dialog
      open
      onOpenChange={() => {
        if (add.isPending) return;
        if (isDirty) setLeaving(true);
        else onClose();
      }}
      title={t("add.title")}
      description={t("add.text")}
      size="lg"
      footer={
        <>
          <Button variant="secondary" onClick={onClose} disabled={add.isPending}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="add-workshop" busy={add.isPending}>
            {t("add.submit")}
          </Button>
        </>
      }
    >
      <form id="add-workshop" onSubmit={submit} noValidate className="grid gap-4 sm:grid-cols-2">
        {errors.root?.["server"]?.message !== undefined && (
          <div className="sm:col-span-2">
            <Alert tone="bad">{errors.root["server"].message}</Alert>
          </div>
        )}
        <Field label={t("name")} error={errorOf("name")} required className="sm:col-span-2">
          <Input autoComplete="off" maxLength={100} {...form.register("name", { required: true })} />
        </Field>
        <Field label={t("ownerName")} error={errorOf("owner_name")} required>
          <Input autoComplete="off" maxLength={100} {...form.register("owner_name", { required: true })} />
        </Field>
        <Field label={t("ownerEmail")} error={errorOf("owner_email")} required>
          <Input type="email" autoComplete="off" {...form.register("owner_email", { required: true })} />
        </Field>
        <Field label={t("ownerPhone")} hint={t("phoneHint")} error={errorOf("owner_phone")}>
          <Input type="tel" autoComplete="off" {...form.register("owner_phone")} />
        </Field>
        <Field label={t("pits")} hint={t("pitsHint")} error={errorOf("pits")}>
          <Input inputMode="numeric" {...form.register("pits", { pattern: /^\d{1,3}$/ })} />
        </Field>
        <Field label={t("address")} error={errorOf("address")} className="sm:col-span-2">
          <Textarea rows={2} autoComplete="off" {...form.register("address")} />
        </Field>
        <Field label={t("kind")} error={errorOf("kind")}>
          <NativeSelect
            options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            {...form.register("kind")}
          />
        </Field>
        <Field label={t("plan")} error={errorOf("plan")}>
          <NativeSelect
            options={plans.map((value) => ({ value, label: t(`plans.${value === "" ? "none" : value}`) }))}
            {...form.register("plan")}
          />
        </Field>
        <Field label={t("timeZone")} error={errorOf("time_zone")} className="sm:col-span-2">
          <NativeSelect
            options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
            {...form.register("time_zone")}
          />
        </Field>
      </form>
      {leave}
    </Dialog>
  );
}
