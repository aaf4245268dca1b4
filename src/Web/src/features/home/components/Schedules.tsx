import { MapPin, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useActionWords } from "@/components/controllers";
import { Alert, Button, Card, Field, Input, NativeSelect, QueryState, toast } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { settable } from "@/lib/controllers/capabilities";
import type { Control, DeviceType, OwnDevice } from "@/lib/controllers/types";
import { useMe } from "@/lib/session/useSession";
import type { NewSchedules, ScheduleItem, Schedules as Known } from "../api/types";
import { useSaveSchedules, useSchedules } from "../api/useSchedules";
import { days, draftOf, mostItems, needsSun, newItem, readWhen, wrongIn } from "../model/schedule";
import { InSync } from "./InSync";
import { ScheduleItemForm } from "./ScheduleItemForm";

/** The week of the device. It keeps it and follows it without a network, too. */
export function Schedules({ device, type }: { device: OwnDevice; type: DeviceType | undefined }) {
  const { t } = useTranslation("home");
  const query = useSchedules(device.device_id);
  const known = query.data;
  const controls = settable(type);
  return (
    <Card title={t("schedules.title")}>
      <QueryState query={query}>
        {() =>
          known && (
            <>
              {(known.version > 0 || known.items.length > 0) && (
                <div className="mb-4">
                  <InSync inSync={known.in_sync} since={known.differs_since} failure={known.failure} />
                </div>
              )}
              {device.permissions.includes("write") ? (
                <Editor key={known.version} deviceId={device.device_id} known={known} controls={controls} />
              ) : (
                <Reading items={known.items} controls={controls} />
              )}
            </>
          )
        }
      </QueryState>
    </Card>
  );
}

/** For whoever may only look. */
function Reading({ items, controls }: { items: readonly ScheduleItem[]; controls: readonly Control[] }) {
  const { t } = useTranslation("home");
  const words = useActionWords();
  if (items.length === 0) return <p className="text-sm text-muted">{t("schedules.none")}</p>;
  return (
    <ul className="divide-y divide-line text-sm">
      {items.map((item, index) => {
        const when = readWhen(item.at);
        return (
          <li key={index} className="py-2.5">
            <p className="font-medium">
              {when.kind === "clock"
                ? when.time
                : t("schedules.sun", { when: t(`schedules.whens.${when.kind}`), minutes: when.minutes })}
              {!item.enabled && <span className="font-normal text-muted"> {t("schedules.off")}</span>}
            </p>
            <p className="text-muted">
              {item.days.length === days.length
                ? t("schedules.daily")
                : item.days.map((day) => t(`schedules.day.${day}`)).join(", ")}
              {" · "}
              {words(controls, item)}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

interface EditorProps {
  deviceId: string;
  known: Known;
  controls: readonly Control[];
}

function Editor({ deviceId, known, controls }: EditorProps) {
  const { t } = useTranslation(["home", "common"]);
  const zone = useMe().time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [saved] = useState<NewSchedules>(() => draftOf(known, zone));
  const [draft, setDraft] = useState(saved);
  const [tried, setTried] = useState(false);
  const save = useSaveSchedules(deviceId);
  const wrong = wrongIn(draft);
  const change = (next: Partial<NewSchedules>) => setDraft((before) => ({ ...before, ...next }));
  const changed = JSON.stringify(draft) !== JSON.stringify(saved);
  const problem = save.error === null ? null : problemText(save.error, t);

  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (wrong.items.size > 0 || wrong.sun) return;
        save.mutate(draft, { onSuccess: () => toast.success(t("schedules.saved")) });
      }}
    >
      {draft.items.length === 0 && <p className="text-sm text-muted">{t("schedules.none")}</p>}
      {draft.items.map((item, index) => (
        <ScheduleItemForm
          key={index}
          item={item}
          number={index + 1}
          controls={controls}
          wrong={tried ? wrong.items.get(index) : undefined}
          onChange={(next) => change({ items: draft.items.map((one, at) => (at === index ? next : one)) })}
          onRemove={() => change({ items: draft.items.filter((_, at) => at !== index) })}
        />
      ))}
      <div>
        <Button
          variant="secondary"
          icon={<Plus aria-hidden />}
          disabled={draft.items.length >= mostItems || controls.length === 0}
          onClick={() => change({ items: [...draft.items, newItem(controls)] })}
        >
          {t("schedules.add")}
        </Button>
        {draft.items.length >= mostItems && <p className="mt-2 text-sm text-muted">{t("schedules.full")}</p>}
      </div>
      <TimeZone value={draft.time_zone} onChange={(time_zone) => change({ time_zone })} />
      {needsSun(draft.items) && <Place draft={draft} missing={tried && wrong.sun} onChange={change} />}
      {problem && (
        <Alert tone="bad" title={problem.title}>
          {problem.advice}
        </Alert>
      )}
      <Button type="submit" className="justify-self-start" disabled={!changed} busy={save.isPending}>
        {t("schedules.save")}
      </Button>
    </form>
  );
}

function TimeZone({ value, onChange }: { value: string; onChange: (zone: string) => void }) {
  const { t } = useTranslation("home");
  const zones = Intl.supportedValuesOf("timeZone");
  return (
    <Field label={t("schedules.timeZone")} hint={t("schedules.timeZoneHint")}>
      <NativeSelect
        value={value}
        onChange={(event) => onChange(event.target.value)}
        options={(zones.includes(value) ? zones : [value, ...zones]).map((zone) => ({
          value: zone,
          label: zone.replaceAll("_", " "),
        }))}
      />
    </Field>
  );
}

interface PlaceProps {
  draft: NewSchedules;
  missing: boolean;
  onChange: (place: Partial<NewSchedules>) => void;
}

/** Where the device is: sunrise and sunset are reckoned from it, in the device. */
function Place({ draft, missing, onChange }: PlaceProps) {
  const { t } = useTranslation("home");
  const [refused, setRefused] = useState(false);
  const number = (text: string, limit: number) =>
    text.trim() === "" || Math.abs(Number(text)) > limit || Number.isNaN(Number(text)) ? null : Number(text);
  const fields = [
    ["latitude", 90],
    ["longitude", 180],
  ] as const;
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 text-sm font-medium">{t("schedules.place")}</legend>
      <div className="grid grid-cols-2 gap-3">
        {fields.map(([name, limit]) => (
          <Field
            key={`${name}${draft[name] ?? ""}`}
            label={t(`schedules.${name}`)}
            error={missing && draft[name] === null && t("schedules.placeMissing")}
          >
            <Input
              inputMode="decimal"
              autoComplete="off"
              defaultValue={draft[name] ?? ""}
              onBlur={(event) => onChange({ [name]: number(event.target.value, limit) })}
            />
          </Field>
        ))}
      </div>
      {"geolocation" in navigator && (
        <Button
          variant="secondary"
          className="justify-self-start"
          icon={<MapPin aria-hidden />}
          onClick={() =>
            navigator.geolocation.getCurrentPosition(
              // Two digits are a kilometre: enough for the sun, and no address.
              ({ coords }) =>
                onChange({
                  latitude: Math.round(coords.latitude * 100) / 100,
                  longitude: Math.round(coords.longitude * 100) / 100,
                }),
              () => setRefused(true),
            )
          }
        >
          {t("schedules.here")}
        </Button>
      )}
      {refused && (
        <p role="alert" className="text-sm text-bad">
          {t("schedules.hereRefused")}
        </p>
      )}
    </fieldset>
  );
}
