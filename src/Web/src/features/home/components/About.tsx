import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useControlWords } from "@/components/controllers";
import { Alert, Button, Card, CardSection, ConfirmDialog, Field, Input, KeyValue, toast } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import type { DeviceType, OwnDevice } from "@/lib/controllers/types";
import { useNavigate } from "react-router";
import { paths } from "@/lib/paths";
import { useRename } from "../api/useRename";
import { useSharing } from "../api/useSharing";

/** What the device is, what it is called, and how its owner gives it back. */
export function About({ device, type }: { device: OwnDevice; type: DeviceType | undefined }) {
  const { t } = useTranslation("home");
  const words = useControlWords();
  return (
    <Card title={t("about.title")}>
      {device.permissions.includes("delete") && <Rename key={device.device_name} device={device} />}
      <KeyValue
        items={[
          { label: t("about.type"), value: words.kind(device.device_type, type) },
          { label: t("about.serial"), value: <code className="font-mono">{device.serial_number}</code> },
        ]}
      />
      {device.permissions.includes("delete") && <Release device={device} />}
    </Card>
  );
}

function Rename({ device }: { device: OwnDevice }) {
  const { t } = useTranslation(["home", "common"]);
  const [name, setName] = useState(device.device_name);
  const rename = useRename(device.device_id);
  const problem = rename.error === null ? null : problemText(rename.error, t);
  return (
    <form
      noValidate
      className="mb-4 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") rename.mutate(name.trim(), { onSuccess: () => toast.success(t("common:form.saved")) });
      }}
    >
      {problem && (
        <Alert tone="bad" title={problem.title}>
          {problem.advice}
        </Alert>
      )}
      <Field label={t("about.name")} error={name.trim() === "" ? t("common:form.required") : undefined}>
        <Input value={name} maxLength={100} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      </Field>
      <Button type="submit" variant="secondary" className="justify-self-start" busy={rename.isPending}>
        {t("about.rename")}
      </Button>
    </form>
  );
}

function Release({ device }: { device: OwnDevice }) {
  const { t } = useTranslation("home");
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const { release } = useSharing(device.device_id);
  const serial = device.serial_number;
  return (
    <CardSection title={t("release.title")}>
      <p className="mb-3 text-sm">{t("release.text")}</p>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {t("release.action")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("release.ask", { name: device.device_name })}
        consequences={t("release.consequences")}
        confirmLabel={t("release.action")}
        typeToConfirm={serial}
        onConfirm={async () => {
          await release.mutateAsync(serial);
          toast.success(t("release.done"));
          await navigate(paths.home);
        }}
      />
    </CardSection>
  );
}
