import { ClipboardCheck, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { JobsNav, useSpan } from "@/components/job";
import { Button, Card, ConfirmDialog, EmptyState, KeyValue, PageHeader, QueryState } from "@/components/ui";
import { type Template, useTemplates } from "@/lib/jobs/useTemplates";
import { useDeleteTemplate } from "../api/useDeleteTemplate";
import { TemplateDialog } from "../components/TemplateDialog";

/** The kinds of work that are done again and again. */
export default function Templates() {
  const { t } = useTranslation("job-templates");
  const span = useSpan();
  const query = useTemplates();
  const remove = useDeleteTemplate();
  const [edited, setEdited] = useState<{ template: Template | null } | null>(null);
  const [removed, setRemoved] = useState<Template | null>(null);
  const templates = query.data ?? [];
  const listed = (names: readonly string[]) => (names.length === 0 ? "–" : names.join(", "));
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <Button icon={<Plus aria-hidden />} onClick={() => setEdited({ template: null })}>
            {t("add")}
          </Button>
        }
      />
      <JobsNav />
      <QueryState
        query={query}
        empty={templates.length === 0}
        emptyState={<EmptyState icon={ClipboardCheck} title={t("none.title")} text={t("none.text")} />}
      >
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
          {templates.map((template) => (
            <Card
              key={template.template_id}
              title={template.name}
              actions={
                <>
                  <Button
                    variant="ghost"
                    size="icon"
                    aria-label={t("editOf", { name: template.name })}
                    onClick={() => setEdited({ template })}
                  >
                    <Pencil aria-hidden />
                  </Button>
                  <Button
                    variant="ghost"
                    size="icon"
                    aria-label={t("removeOf", { name: template.name })}
                    onClick={() => setRemoved(template)}
                  >
                    <Trash2 aria-hidden />
                  </Button>
                </>
              }
            >
              <KeyValue
                items={[
                  {
                    label: t("duration"),
                    value:
                      template.duration_minutes === null ? t("eachTime") : span(template.duration_minutes * 60_000),
                  },
                  { label: t("stages"), value: listed(template.stages) },
                  { label: t("materials"), value: listed(template.materials) },
                ]}
              />
            </Card>
          ))}
        </div>
      </QueryState>
      {edited !== null && <TemplateDialog template={edited.template} onClose={() => setEdited(null)} />}
      {removed !== null && (
        <ConfirmDialog
          open
          onOpenChange={() => setRemoved(null)}
          title={t("remove.title", { name: removed.name })}
          consequences={t("remove.text")}
          confirmLabel={t("remove.confirm")}
          onConfirm={() => remove.mutateAsync(removed.template_id)}
        />
      )}
    </>
  );
}
