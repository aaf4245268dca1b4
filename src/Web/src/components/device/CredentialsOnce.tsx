import { Printer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, SecretOnce } from "@/components/ui";
import { cn } from "@/lib/cn";
import { QrCode } from "./QrCode";
import { broker, type Credentials, setupText } from "./setupText";

/** A device's secret, this once: to copy, to download, and as a QR code for the installer, on the screen or on paper. */
export function CredentialsOnce({ credentials, stacked = false }: { credentials: Credentials; stacked?: boolean }) {
  const { t } = useTranslation("device");
  const { host, tls, plain } = broker();
  const items = [
    { label: t("credentials.deviceId"), value: credentials.device_id },
    { label: t("credentials.secret"), value: credentials.secret },
    { label: t("credentials.licenseKey"), value: credentials.license_key },
    { label: t("credentials.topic"), value: credentials.topic },
    { label: t("credentials.host"), value: host },
    { label: t("credentials.port"), value: String(tls) },
  ];
  return (
    <div className={cn("grid items-start gap-6", !stacked && "md:grid-cols-[minmax(0,1fr)_16rem]")}>
      <div className="min-w-0">
        <SecretOnce
          title={t("credentials.once")}
          warning={t("credentials.onceText")}
          items={items}
          fileName={`${credentials.device_id}.txt`}
        />
        <p className="mt-3 text-sm text-muted">{t("credentials.plainPort", { port: plain })}</p>
      </div>
      <figure data-print className="mx-auto w-full max-w-64 text-center text-sm print:mx-0 print:max-w-none">
        <QrCode
          text={setupText(credentials)}
          label={t("credentials.qrLabel", { id: credentials.device_id })}
          className="w-full rounded-card border border-line print:w-72 print:border-0"
        />
        <figcaption className="mt-2">
          <span className="text-muted print:hidden">{t("credentials.qrText")}</span>
          <dl className="hidden text-start print:block">
            {items.map((item) => (
              <div key={item.label} className="mt-2">
                <dt className="text-xs">{item.label}</dt>
                <dd className="font-mono break-all">{item.value}</dd>
              </div>
            ))}
          </dl>
        </figcaption>
        <Button
          variant="secondary"
          className="mt-3 print:hidden"
          icon={<Printer aria-hidden />}
          onClick={() => globalThis.print()}
        >
          {t("credentials.print")}
        </Button>
      </figure>
    </div>
  );
}
