import { Wifi } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Alert, Button, Card, Spinner } from "@/components/ui";
import type { SetupView } from "../api/types";

/** The network that a device opens while it has none, as its firmware names it (firmware/esp32/controller/main/wifi.cpp). */
export const accessPointOf = (serial: string) => ({
  network: `Platform-${serial.slice(-4)}`,
  password: serial.replaceAll("-", ""),
});

const steps = ["power", "join", "page", "choose", "back"] as const;

/** How the device gets into the customer's Wi-Fi: by its own access point, on the customer's phone. */
export function WifiStep({ device, onNext }: { device: SetupView; onNext: () => void }) {
  const { t } = useTranslation("setup");
  const { network, password } = accessPointOf(device.serial_number);
  return (
    <Card title={t("wifi.title")}>
      <ol className="grid gap-3 text-sm">
        {steps.map((step, index) => (
          <li key={step} className="flex gap-3">
            <span
              aria-hidden
              className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-strong"
            >
              {index + 1}
            </span>
            <span className="min-w-0 break-words">{t(`wifi.${step}`, { network, password })}</span>
          </li>
        ))}
      </ol>
      <figure className="mx-auto mt-4 w-full max-w-72 rounded-card border border-line bg-sunken p-4 text-sm">
        <figcaption className="mb-3 font-medium">{t("wifi.phoneTitle")}</figcaption>
        <ul
          aria-label={t("wifi.networks")}
          className="divide-y divide-line rounded-control border border-line bg-surface"
        >
          <li className="flex items-center gap-2 px-3 py-2 font-medium text-accent-strong">
            <Wifi aria-hidden className="size-4 shrink-0" />
            <span className="min-w-0 break-all">{network}</span>
          </li>
          <li className="flex items-center gap-2 px-3 py-2 text-muted">
            <Wifi aria-hidden className="size-4 shrink-0" />
            {t("wifi.yourNetwork")}
          </li>
        </ul>
      </figure>
      <div className="mt-4 grid gap-4">
        {device.online ? (
          <Alert tone="good" title={t("wifi.online")} />
        ) : (
          <p role="status" className="flex items-center gap-2 text-sm text-muted">
            <Spinner />
            {t("wifi.waiting")}
          </p>
        )}
        <Button variant={device.online ? "primary" : "secondary"} className="justify-self-start" onClick={onNext}>
          {t(device.online ? "wifi.next" : "wifi.later")}
        </Button>
      </div>
    </Card>
  );
}
