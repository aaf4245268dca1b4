import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, Dialog, Field, Input, NativeSelect, QueryState, Textarea } from "@/components/ui";
import { ApiError, problemText } from "@/lib/api/problem";
import { useDeviceTypes } from "@/lib/controllers/queries";
import { useMakeBatch } from "../api/useBatches";
import type { Batch } from "../api/types";

/** A batch run makes at most so many units. */
const most = 10_000;

/** What is to be made, and how many. */
export function NewBatchDialog({ onMade, onClose }: { onMade: (batch: Batch) => void; onClose: () => void }) {
  const { t } = useTranslation(["admin-factory", "common"]);
  const types = useDeviceTypes();
  const makeable = [...(types.data?.values() ?? [])].filter(({ topics }) => topics === "devices");
  const [type, setType] = useState("");
  const [firmware, setFirmware] = useState("");
  const [count, setCount] = useState("");
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const make = useMakeBatch();
  const said = make.error instanceof ApiError ? make.error.fields : {};
  const problem = make.error === null || Object.keys(said).length > 0 ? null : problemText(make.error, t);
  const chosen = type === "" ? (makeable[0]?.type ?? "") : type;
  const isCount = /^\d+$/.test(count) && Number(count) >= 1 && Number(count) <= most;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("new.title")}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="batch" busy={make.isPending}>
            {t("new.make")}
          </Button>
        </>
      }
    >
      <QueryState query={types}>
        <form
          id="batch"
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (chosen === "" || firmware.trim() === "" || !isCount) return;
            make.mutate(
              {
                device_type: chosen,
                firmware_version: firmware.trim(),
                count: Number(count),
                note: note.trim() === "" ? null : note.trim(),
              },
              { onSuccess: onMade },
            );
          }}
        >
          {problem && (
            <Alert tone="bad" title={problem.title}>
              {problem.advice}
            </Alert>
          )}
          <Field label={t("type")} error={said["device_type"]?.join(" ")} required>
            <NativeSelect
              value={chosen}
              onChange={(event) => setType(event.target.value)}
              options={makeable.map((one) => ({ value: one.type, label: `${one.title} (${one.type})` }))}
            />
          </Field>
          <Field
            label={t("firmware")}
            hint={t("new.firmwareHint")}
            error={tried && firmware.trim() === "" ? t("common:form.required") : said["firmware_version"]?.join(" ")}
            required
          >
            <Input
              value={firmware}
              maxLength={50}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setFirmware(event.target.value)}
            />
          </Field>
          <Field label={t("count")} error={tried && !isCount ? t("new.countWrong") : said["count"]?.join(" ")} required>
            <Input
              inputMode="numeric"
              value={count}
              autoComplete="off"
              onChange={(event) => setCount(event.target.value.trim())}
            />
          </Field>
          <Field label={t("new.note")}>
            <Textarea rows={2} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
          </Field>
        </form>
      </QueryState>
    </Dialog>
  );
}
