import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Card, Field, Input } from "@/components/ui";
import { readLabel, readSerial } from "@/lib/devices/serial";
import { Scanner } from "./Scanner";

/** Which device it is: by the camera, from a picture, or typed. What is typed wrong is told before anything is asked. */
export function FindStep({ first, onFound }: { first: string; onFound: (serial: string) => void }) {
  const { t } = useTranslation("setup");
  const [typed, setTyped] = useState(first);
  const [tried, setTried] = useState(first !== "");
  const reading = readSerial(typed);
  const error =
    !tried || reading.kind === "ok"
      ? undefined
      : t(`find.${reading.kind}`, { letter: reading.kind === "letter" ? reading.letter : "" });

  function take(text: string) {
    const serial = readLabel(text);
    const found = readSerial(serial);
    setTyped(serial);
    setTried(true);
    if (found.kind === "ok") onFound(found.serial);
  }

  return (
    <div className="grid gap-4">
      <Card title={t("find.scanTitle")}>
        <p className="mb-4 text-sm text-muted">{t("find.scanText")}</p>
        <Scanner onText={take} />
      </Card>
      <Card title={t("find.typeTitle")}>
        <form
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            take(typed);
          }}
        >
          <Field label={t("find.serial")} hint={t("find.serialHint")} error={error} required>
            <Input
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              className="font-mono"
            />
          </Field>
          <Button type="submit" className="justify-self-start">
            {t("find.next")}
          </Button>
        </form>
      </Card>
    </div>
  );
}
