import { useTranslation } from "react-i18next";
import { Field, NativeSelect } from "@/components/ui";
import { isLanguage, languages, setLanguage } from "@/lib/i18n";

export function LanguageSelect() {
  const { t, i18n } = useTranslation("shell");
  return (
    <Field label={t("account.language")}>
      <NativeSelect
        value={i18n.language}
        onChange={(event) => {
          if (isLanguage(event.target.value)) void setLanguage(event.target.value);
        }}
        options={Object.entries(languages).map(([value, label]) => ({ value, label }))}
      />
    </Field>
  );
}
