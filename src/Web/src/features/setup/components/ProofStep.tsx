import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, Card, CardSection, Field, Input, Spinner } from "@/components/ui";
import { ApiError, problemText } from "@/lib/api/problem";
import { useNow } from "@/lib/clock";
import { readClaimCode } from "@/lib/devices/serial";
import { useClaim } from "../api/useSetup";
import type { Claimed, SetupView } from "../api/types";

/** A press of the button counts for so long. */
const pressLasts = 2 * 60_000;

/** What the platform answers and this step has words for. */
const known = ["wrong_claim_code", "proof_required", "already_claimed", "not_for_sale", "unknown_serial"];

interface ProofStepProps {
  device: SetupView;
  onClaimed: (claimed: Claimed) => void;
}

/** Shows that somebody holds the device: by the code under the scratch field of the label, or by a press of its button. */
export function ProofStep({ device, onClaimed }: ProofStepProps) {
  const { t } = useTranslation(["setup", "common"]);
  const [typed, setTyped] = useState("");
  const [malformed, setMalformed] = useState(false);
  const claim = useClaim(device.serial_number);
  const isPressed = useNow(
    (now) => device.button_pressed_at !== null && now - Date.parse(device.button_pressed_at) < pressLasts,
  );
  const start = (code: string | null) => claim.mutate({ name: device.title, code }, { onSuccess: onClaimed });
  const refused = claim.error instanceof ApiError ? claim.error : null;
  const triesLeft = refused?.code === "wrong_claim_code" ? refused.body["tries_left"] : undefined;

  function problem(): { title: string; advice: string } | null {
    if (claim.error === null) return null;
    if (refused?.status === 429)
      return {
        title: t("problems.tooManyTries.title"),
        advice: t("problems.tooManyTries.text", { count: Math.ceil((refused.retryAfter ?? 3_600) / 60) }),
      };
    if (refused?.status === 402) return { title: t("blocked.suspended.title"), advice: t("blocked.suspended.text") };
    if (refused !== null && known.includes(refused.code))
      return {
        title: t(`problems.${refused.code}.title`),
        advice:
          typeof triesLeft === "number"
            ? t("problems.triesLeft", { count: triesLeft })
            : t(`problems.${refused.code}.text`),
      };
    return problemText(claim.error, t);
  }
  const said = problem();

  return (
    <Card title={t("proof.title")}>
      <p className="mb-4 text-sm text-muted">{t("proof.text")}</p>
      {said && (
        <Alert tone="bad" title={said.title} className="mb-4">
          {said.advice}
        </Alert>
      )}
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const code = readClaimCode(typed);
          setMalformed(code === null);
          if (code !== null && !claim.isPending) start(code);
        }}
      >
        <Field
          label={t("proof.code")}
          hint={t("proof.codeHint")}
          error={malformed ? t("proof.malformed") : undefined}
          required
        >
          <Input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            className="font-mono"
          />
        </Field>
        <Button type="submit" className="justify-self-start" busy={claim.isPending && claim.variables.code !== null}>
          {t("proof.submit")}
        </Button>
      </form>
      <CardSection title={t("proof.buttonTitle")}>
        <p className="mb-3 text-sm">{t("proof.buttonText")}</p>
        {isPressed ? (
          <div className="grid gap-3">
            <Alert tone="good">{t("proof.pressed")}</Alert>
            <Button
              className="justify-self-start"
              busy={claim.isPending && claim.variables.code === null}
              onClick={() => start(null)}
            >
              {t("proof.addPressed")}
            </Button>
          </div>
        ) : (
          <p role="status" className="flex items-center gap-2 text-sm text-muted">
            {device.online && <Spinner />}
            {t(device.online ? "proof.waiting" : "proof.offline")}
          </p>
        )}
      </CardSection>
    </Card>
  );
}
