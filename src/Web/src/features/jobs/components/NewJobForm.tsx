import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Field, Input, NativeSelect } from "@/components/ui";
import { ApiError, problemText } from "@/lib/api/problem";
import { languages } from "@/lib/i18n/catalogues";
import type { Template } from "@/lib/jobs/useTemplates";
import type { NewJob } from "../api/useCreateJob";
import type { Place } from "./PitRow";

interface NewJobFormProps {
  id: string;
  places: readonly Place[];
  pitId: number | null;
  templates: readonly Template[];
  error: unknown;
  onSubmit: (job: NewJob) => void;
}

/** No template has this name: names have no control characters. */
const other = "\u0000other";
const longest = 43_200;

const textOf = (minutes: number | null | undefined) => (minutes == null ? "" : String(minutes));

/** What has to be known of a job, in the order in which somebody at the door says it. */
export function NewJobForm({ id, places, pitId, templates, error, onSubmit }: NewJobFormProps) {
  const { t, i18n } = useTranslation(["jobs", "common"]);
  const [work, setWork] = useState(templates[0]?.name ?? other);
  const [values, setValues] = useState({
    name: "",
    phone: "",
    email: "",
    language: i18n.language,
    car: "",
    plate: "",
    pit: String(pitId ?? places[0]?.pitId ?? ""),
    otherWork: "",
    minutes: textOf(templates[0]?.duration_minutes),
  });
  const [tried, setTried] = useState(false);
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) =>
    setValues((before) => ({ ...before, [name]: event.target.value }));
  const fields = error instanceof ApiError ? error.fields : {};
  const missing = (value: string) => tried && value.trim() === "" && t("common:form.required");
  const said = (field: string) => fields[field]?.join(" ");
  const minutes = Number(values.minutes);
  const minutesAreRight = Number.isInteger(minutes) && minutes >= 1 && minutes <= longest;
  const problem = error === null ? null : problemText(error, t);
  const workType = work === other ? values.otherWork.trim() : work;

  return (
    <form
      id={id}
      noValidate
      className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        const needed = [values.name, values.car, values.plate, values.pit, workType];
        if (!minutesAreRight || needed.some((value) => value.trim() === "")) return;
        const orNull = (text: string) => (text.trim() === "" ? null : text.trim());
        onSubmit({
          customer_name: values.name.trim(),
          customer_phone: orNull(values.phone),
          customer_email: orNull(values.email),
          customer_language: values.language,
          car_model: values.car.trim(),
          car_plate: values.plate.trim(),
          pit_id: Number(values.pit),
          work_type: workType,
          estimated_duration_minutes: minutes,
        });
      }}
    >
      {problem && (
        <Alert tone="bad" title={problem.title} className="sm:col-span-2">
          {Object.keys(fields).length === 0 ? problem.advice : null}
        </Alert>
      )}
      <Field
        label={t("new.customer")}
        error={missing(values.name) || said("customer_name")}
        required
        className="sm:col-span-2"
      >
        <Input autoComplete="off" maxLength={100} value={values.name} onChange={set("name")} />
      </Field>
      <Field label={t("new.phone")} hint={t("new.contactHint")} error={said("customer_phone")}>
        <Input type="tel" autoComplete="off" value={values.phone} onChange={set("phone")} />
      </Field>
      <Field label={t("new.email")} error={said("customer_email")}>
        <Input type="email" autoComplete="off" value={values.email} onChange={set("email")} />
      </Field>
      <Field label={t("new.car")} error={missing(values.car) || said("car_model")} required>
        <Input autoComplete="off" maxLength={100} value={values.car} onChange={set("car")} />
      </Field>
      <Field label={t("new.plate")} error={missing(values.plate) || said("car_plate")} required>
        <Input autoComplete="off" autoCapitalize="characters" value={values.plate} onChange={set("plate")} />
      </Field>
      <Field label={t("new.work")} error={said("work_type")} required>
        <NativeSelect
          value={work}
          onChange={(event) => {
            setWork(event.target.value);
            const usual = templates.find(({ name }) => name === event.target.value)?.duration_minutes;
            setValues((before) => ({ ...before, minutes: textOf(usual) }));
          }}
          options={[
            ...templates.map(({ name }) => ({ value: name, label: name })),
            { value: other, label: t("new.otherWork") },
          ]}
        />
      </Field>
      <Field
        label={t("new.minutes")}
        error={(tried && !minutesAreRight && t("new.minutesWrong")) || said("estimated_duration_minutes")}
        required
      >
        <Input
          type="number"
          inputMode="numeric"
          min={1}
          max={longest}
          value={values.minutes}
          onChange={set("minutes")}
        />
      </Field>
      {work === other && (
        <Field label={t("new.otherName")} error={missing(values.otherWork)} required className="sm:col-span-2">
          <Input maxLength={100} value={values.otherWork} onChange={set("otherWork")} />
        </Field>
      )}
      <Field label={t("new.pit")} error={missing(values.pit) || said("pit_id")} required>
        <NativeSelect
          value={values.pit}
          onChange={set("pit")}
          options={places.map(({ pitId: value, name }) => ({ value: String(value), label: name }))}
        />
      </Field>
      <Field label={t("new.language")}>
        <NativeSelect
          value={values.language}
          onChange={set("language")}
          options={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        />
      </Field>
    </form>
  );
}
