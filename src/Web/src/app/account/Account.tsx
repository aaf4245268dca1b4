import { useTranslation } from "react-i18next";
import { Card, KeyValue, LinkButton, PageHeader, SegmentedControl, toast } from "@/components/ui";
import { paths } from "@/lib/paths";
import { theme, units, useTheme, useUnits } from "@/lib/preferences";
import { useMe } from "@/lib/session/useSession";
import { ContactForm } from "./ContactForm";
import { EmailForm } from "./EmailForm";
import { LanguageSelect } from "./LanguageSelect";
import { PasswordForm } from "./PasswordForm";
import { Sessions } from "./Sessions";

export default function Account() {
  const { t } = useTranslation("shell");
  const me = useMe();
  const household = me.tenant_kind === "household";
  return (
    <>
      <PageHeader title={t("account.title")} />
      <div className="gap-4 *:mb-4 *:break-inside-avoid lg:columns-2">
        <Card title={t("account.you")}>
          <KeyValue
            items={[
              { label: t("account.username"), value: me.username },
              ...(me.email === null ? [] : [{ label: t("account.email"), value: me.email }]),
              { label: t("account.role"), value: t(`role.${me.role}`) },
              ...(me.workshop_name === null
                ? []
                : [{ label: t(household ? "account.household" : "account.workshop"), value: me.workshop_name }]),
            ]}
          />
        </Card>
        <Card title={t("account.contact")}>
          <ContactForm />
        </Card>
        <Card title={t("emailChange.title")}>
          <EmailForm />
        </Card>
        <Card title={t("account.display")}>
          <Display />
        </Card>
        <Card title={t("account.messages")}>
          <p className="mb-4 text-sm text-muted">{t("account.messagesText")}</p>
          <LinkButton variant="secondary" to={paths.messagePreferences}>
            {t("account.messages")}
          </LinkButton>
        </Card>
        <Card title={t("sessions.title")}>
          <Sessions />
        </Card>
        <Card title={t("password.title")}>
          <PasswordForm onDone={() => toast.success(t("password.done"))} />
        </Card>
        {household && me.role === "owner" && (
          <Card title={t("account.programs")}>
            <p className="mb-4 text-sm text-muted">{t("account.programsText")}</p>
            <div className="flex flex-wrap gap-2">
              <LinkButton variant="secondary" to={paths.apiKeys}>
                {t("nav.apiKeys")}
              </LinkButton>
              <LinkButton variant="secondary" to={paths.webhooks}>
                {t("nav.webhooks")}
              </LinkButton>
            </div>
          </Card>
        )}
      </div>
    </>
  );
}

function Display() {
  const { t } = useTranslation("shell");
  return (
    <div className="grid gap-4">
      <LanguageSelect />
      <SegmentedControl
        label={t("account.theme")}
        value={useTheme()}
        onChange={theme.set}
        options={(["system", "light", "dark"] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
      />
      <SegmentedControl
        label={t("account.units")}
        value={useUnits()}
        onChange={units.set}
        options={(["metric", "imperial"] as const).map((value) => ({ value, label: t(`units.${value}`) }))}
      />
    </div>
  );
}
