import { useTranslation } from "react-i18next";
import { AlertPages, useAlertWords } from "@/components/alerting";
import { Card, Field, NativeSelect, PageHeader, QueryState, SegmentedControl, Skeleton } from "@/components/ui";
import { languages } from "@/lib/i18n";
import { isLanguage } from "@/lib/i18n/catalogues";
import { useUrlFilter } from "@/lib/useUrlFilter";
import { usePreview } from "../api/usePreview";
import { useTemplates } from "../api/useTemplates";

/** What messages say, kind by kind, in each language. */
export default function MessageTemplates() {
  const { t } = useTranslation("message-templates");
  const query = useTemplates();
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <AlertPages />
      <QueryState query={query} skeleton={<Skeleton className="h-64 rounded-card" />}>
        {() => query.data !== undefined && <Preview kinds={query.data.kinds} offered={query.data.languages} />}
      </QueryState>
    </>
  );
}

function Preview({ kinds, offered }: { kinds: readonly string[]; offered: readonly string[] }) {
  const { t, i18n } = useTranslation(["message-templates", "alerting"]);
  const words = useAlertWords();
  const { filter, set } = useUrlFilter("kind", "language");
  const kind = kinds.find((one) => one === filter.kind) ?? kinds[0] ?? "";
  const language =
    offered.find((one) => one === filter.language) ?? offered.find((one) => one === i18n.language) ?? "en";
  const query = usePreview(kind, language);
  const preview = query.data;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end gap-4">
        <Field label={t("kind")} className="w-full sm:w-80">
          <NativeSelect
            value={kind}
            onChange={(event) => set("kind", event.target.value)}
            options={kinds.map((value) => ({ value, label: words.kindOf(value) }))}
          />
        </Field>
        <SegmentedControl
          label={t("language")}
          value={language}
          onChange={(value) => set("language", value)}
          options={offered.map((value) => ({ value, label: isLanguage(value) ? languages[value] : value }))}
        />
      </div>
      <QueryState query={query} skeleton={<Skeleton className="h-64 rounded-card" />}>
        {() =>
          preview !== undefined && (
            <div lang={preview.language} className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
              <Said title={t("app")} head={preview.title} text={preview.text} />
              <Said title={t("alerting:channel.sms")} text={preview.sms} />
              <Said title={t("alerting:channel.whatsapp")} text={preview.whatsapp} />
              <Said title={t("alerting:channel.email")} head={preview.email_subject} text={preview.email_text} />
            </div>
          )
        }
      </QueryState>
    </>
  );
}

function Said({ title, head, text }: { title: string; head?: string; text: string }) {
  return (
    <Card title={title}>
      {head !== undefined && <p className="mb-2 text-sm font-semibold break-words">{head}</p>}
      <p className="text-sm break-words whitespace-pre-line">{text}</p>
    </Card>
  );
}
