import { useTranslation } from "react-i18next";
import { Stars } from "@/components/job";
import { Card, KeyValue } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import type { JobDetails } from "@/lib/jobs/types";

const link =
  "inline-flex min-h-touch items-center [overflow-wrap:anywhere] underline decoration-line-strong underline-offset-4";

/** Whose car it is, and how to reach them. */
export function CustomerCard({ job }: { job: JobDetails }) {
  const { t } = useTranslation("jobs");
  const phone = job.customer?.phone ?? null;
  const email = job.customer?.email ?? null;
  return (
    <Card title={t("customer")}>
      <KeyValue
        items={[
          { label: t("new.customer"), value: job.customer_name },
          ...(phone === null
            ? []
            : [
                {
                  label: t("new.phone"),
                  value: (
                    <a href={`tel:${phone}`} className={link}>
                      {phone}
                    </a>
                  ),
                },
              ]),
          ...(email === null
            ? []
            : [
                {
                  label: t("new.email"),
                  value: (
                    <a href={`mailto:${email}`} className={link}>
                      {email}
                    </a>
                  ),
                },
              ]),
        ]}
      />
    </Card>
  );
}

/** What the customer said of it. */
export function RatingCard({ job }: { job: JobDetails }) {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  return (
    <Card title={t("rating.title")}>
      {job.rating == null ? (
        <p className="text-sm text-muted">{t("rating.none")}</p>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-3">
            <Stars rating={job.rating} />
            {job.rated_at != null && (
              <time dateTime={job.rated_at} className="text-xs text-muted">
                {format.minute(job.rated_at)}
              </time>
            )}
          </div>
          {job.rating_comment != null && <p className="mt-2 text-sm break-words">{job.rating_comment}</p>}
        </>
      )}
    </Card>
  );
}
