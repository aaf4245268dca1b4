import { useTranslation } from "react-i18next";
import { Alert, Card, LinkButton, Stat } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { useFigures, useLicenseFigures } from "../api/figures";
import type { Workshop } from "../api/workshops";

/** A workshop in numbers, and the ways to what they count. */
export function FiguresCard({ workshop }: { workshop: Workshop }) {
  const { t } = useTranslation("admin-workshops");
  const format = useFormat();
  const { of, isMissing } = useFigures();
  const licenses = useLicenseFigures(workshop.tenant_id);
  const { pits, devices, online, readingsLastDay } = of(workshop.tenant_id);
  const shown = (value: number | null | undefined) => (value == null ? "–" : format.number(value));
  const query = `?workshop=${workshop.tenant_id}`;
  return (
    <Card
      title={t("figures")}
      actions={
        <>
          <LinkButton variant="secondary" size="sm" to={paths.adminDevices + query}>
            {t("devices")}
          </LinkButton>
          <LinkButton variant="secondary" size="sm" to={paths.adminLicenses + query}>
            {t("licenses")}
          </LinkButton>
          <LinkButton variant="secondary" size="sm" to={paths.adminViolations + query}>
            {t("violations")}
          </LinkButton>
        </>
      }
    >
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Stat label={t("pits")} value={shown(pits)} />
        <Stat label={t("devices")} value={shown(devices)} />
        <Stat label={t("online")} value={shown(online)} />
        <Stat label={t("users")} value={shown(workshop.users)} />
        <Stat label={t("readingsDay")} value={shown(readingsLastDay)} />
        <Stat label={t("licensesActive")} value={shown(licenses.data?.active)} />
        <Stat
          label={t("licensesOff")}
          value={shown(licenses.data && licenses.data.suspended + licenses.data.expired)}
          tone={licenses.data && licenses.data.suspended + licenses.data.expired > 0 ? "warn" : undefined}
        />
        <Stat label={t("violationsDay")} value={shown(licenses.data?.violations_last_day)} />
      </div>
      {(isMissing || licenses.isError) && (
        <Alert tone="warn" className="mt-4">
          {t("figuresMissing")}
        </Alert>
      )}
    </Card>
  );
}
