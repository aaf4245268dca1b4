import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, Checkbox, Dialog, Field, Input, SecretOnce } from "@/components/ui";
import { ApiError, problemText } from "@/lib/api/problem";
import { events, useAddEndpoint } from "../api/useWebhooks";

const isAddress = (text: string) => URL.canParse(text) && new URL(text).protocol === "https:";

/** Where to tell and what; the secret that signs is shown once. */
export function AddEndpointDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["webhooks", "common"]);
  const [url, setUrl] = useState("");
  const [description, setDescription] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>(["device.state_changed"]);
  const [tried, setTried] = useState(false);
  const add = useAddEndpoint();
  const said = add.error instanceof ApiError ? add.error.fields["url"]?.join(" ") : undefined;
  const problem = add.error === null || said !== undefined ? null : problemText(add.error, t);

  if (add.data !== undefined)
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={t("made.title")}
        footer={<Button onClick={onClose}>{t("made.done")}</Button>}
      >
        <SecretOnce
          title={add.data.url}
          warning={t("made.warning")}
          items={[{ label: t("secret"), value: add.data.secret }]}
        />
      </Dialog>
    );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("add")}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="endpoint" busy={add.isPending}>
            {t("make")}
          </Button>
        </>
      }
    >
      <form
        id="endpoint"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!isAddress(url.trim()) || chosen.length === 0) return;
          add.mutate({
            url: url.trim(),
            description: description.trim() === "" ? null : description.trim(),
            events: [...chosen],
          });
        }}
      >
        {problem && (
          <Alert tone="bad" title={problem.title}>
            {problem.advice}
          </Alert>
        )}
        <Field
          label={t("url")}
          hint={t("urlHint")}
          error={tried && !isAddress(url.trim()) ? t("urlWrong") : said}
          required
        >
          <Input
            type="url"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        </Field>
        <Field label={t("description")}>
          <Input
            value={description}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setDescription(event.target.value)}
          />
        </Field>
        <fieldset>
          <legend className="text-sm font-medium">{t("events")}</legend>
          {events.map((event) => (
            <Checkbox
              key={event}
              label={t(`eventNames.${event.replace(".", "_").replace("*", "all")}`)}
              description={event}
              checked={chosen.includes(event)}
              onCheckedChange={(checked) =>
                setChosen((before) => (checked ? [...before, event] : before.filter((one) => one !== event)))
              }
            />
          ))}
          {tried && chosen.length === 0 && (
            <p role="alert" className="text-sm text-bad">
              {t("noEvent")}
            </p>
          )}
        </fieldset>
      </form>
    </Dialog>
  );
}
