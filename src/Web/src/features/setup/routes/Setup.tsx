import { PartyPopper } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Alert, Button, Card, ErrorState, LinkButton, PageHeader, QueryState } from "@/components/ui";
import { ApiError } from "@/lib/api/problem";
import { readSerial } from "@/lib/devices/serial";
import { ownPath } from "@/lib/ownPath";
import { paths } from "@/lib/paths";
import { useSession } from "@/lib/session/useSession";
import { tellStep } from "../api/attempt";
import type { Claimed, SetupView } from "../api/types";
import { useSetup } from "../api/useSetup";
import { FindStep } from "../components/FindStep";
import { NameStep } from "../components/NameStep";
import { ProofStep } from "../components/ProofStep";
import { SignInStep } from "../components/SignInStep";
import { type Stage, Steps } from "../components/Steps";
import { WifiStep } from "../components/WifiStep";

/** A device from its box to the first switch: `?sn=` and `?type=` of the label, `?redirect=` for what comes afterwards. */
export default function Setup() {
  const { t } = useTranslation("setup");
  const isSignedIn = useSession().kind === "signed_in";
  const [params, setParams] = useSearchParams();
  const asked = params.get("sn") ?? "";
  const reading = readSerial(asked);
  const serial = reading.kind === "ok" ? reading.serial : null;

  useEffect(() => {
    if (serial === null) return;
    tellStep(serial, "scanned");
    if (isSignedIn) tellStep(serial, "signed_in");
  }, [serial, isSignedIn]);

  const go = (found: string | null) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (found === null) {
        next.delete("sn");
        next.delete("type");
      } else next.set("sn", found);
      return next;
    });

  return (
    <div className="mx-auto max-w-xl">
      <PageHeader title={t("title")} subtitle={serial ?? t("subtitle")} />
      {serial === null ? (
        <>
          <Steps current="find" wifi />
          <FindStep key={asked} first={asked} onFound={go} />
        </>
      ) : !isSignedIn ? (
        <>
          <Steps current="find" wifi />
          <SignInStep serial={serial} />
          <Button variant="ghost" className="mt-3" onClick={() => go(null)}>
            {t("another")}
          </Button>
        </>
      ) : (
        <Way key={serial} serial={serial} onAnother={() => go(null)} />
      )}
    </div>
  );
}

/** The way of one device, once it is known which and whose it shall be. */
function Way({ serial, onAnother }: { serial: string; onAnother: () => void }) {
  const { t } = useTranslation("setup");
  const [claimed, setClaimed] = useState<Claimed | null>(null);
  const [isNamed, setNamed] = useState(false);
  const [isConnected, setConnected] = useState(false);
  const query = useSetup(serial, claimed === null);
  const device = query.data;
  const claimable = device?.state === "claimable";

  useEffect(() => {
    if (claimable) tellStep(serial, "validated");
  }, [claimable, serial]);

  if (query.error instanceof ApiError && (query.error.status === 404 || query.error.status === 400)) {
    const words = query.error.status === 404 ? "unknown_serial" : "serial_typo";
    return (
      <>
        <Steps current="find" wifi />
        <ErrorState title={t(`problems.${words}.title`)} advice={t(`problems.${words}.text`)} />
        <Again onAnother={onAnother} />
      </>
    );
  }

  const stage: Stage =
    claimed !== null ? (isNamed ? "done" : "name") : device?.wifi === true && !isConnected ? "wifi" : "proof";
  const next = () => {
    tellStep(serial, "wifi");
    setConnected(true);
  };

  function shown(view: SetupView) {
    if (claimed !== null) {
      return isNamed ? (
        <Done claimed={claimed} onAnother={onAnother} />
      ) : (
        <NameStep
          claimed={claimed}
          onNamed={() => {
            tellStep(serial, "named");
            tellStep(serial, "done");
            setNamed(true);
          }}
        />
      );
    }
    if (view.state !== "claimable") return <Blocked device={view} onAnother={onAnother} />;
    return stage === "wifi" ? (
      <WifiStep device={view} onNext={next} />
    ) : (
      <ProofStep device={view} onClaimed={setClaimed} />
    );
  }

  return (
    <>
      {(claimed !== null || claimable) && <Steps current={stage} wifi={device?.wifi ?? false} />}
      <QueryState query={query}>{() => device && shown(device)}</QueryState>
    </>
  );
}

/** Why this device cannot become the reader's: each has its own words. */
function Blocked({ device, onAnother }: { device: SetupView; onAnother: () => void }) {
  const { t } = useTranslation("setup");
  const yours = device.state === "yours";
  return (
    <>
      <Alert tone={yours ? "accent" : "warn"} title={t(`blocked.${device.state}.title`)}>
        {t(`blocked.${device.state}.text`)}
      </Alert>
      {yours && (
        <LinkButton className="mt-4" to={paths.homeDevice.of(device.serial_number)}>
          {t("done.open")}
        </LinkButton>
      )}
      <Again onAnother={onAnother} />
    </>
  );
}

function Again({ onAnother }: { onAnother: () => void }) {
  const { t } = useTranslation("setup");
  return (
    <Button variant="secondary" className="mt-4" onClick={onAnother}>
      {t("another")}
    </Button>
  );
}

function Done({ claimed, onAnother }: { claimed: Claimed; onAnother: () => void }) {
  const { t } = useTranslation("setup");
  const [params] = useSearchParams();
  const onwards = ownPath(params.get("redirect"));
  return (
    <Card title={t("done.title")}>
      <p className="mb-4 flex items-center gap-2 text-sm">
        <PartyPopper aria-hidden className="size-5 shrink-0 text-accent" />
        {t("done.text")}
      </p>
      <div className="flex flex-wrap gap-2">
        <LinkButton to={onwards ?? paths.homeDevice.of(claimed.device_id)}>
          {t(onwards === null ? "done.open" : "done.onwards")}
        </LinkButton>
        <Button variant="secondary" onClick={onAnother}>
          {t("another")}
        </Button>
      </div>
    </Card>
  );
}
