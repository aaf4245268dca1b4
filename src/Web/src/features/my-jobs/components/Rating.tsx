import { Star } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Stars } from "@/components/job";
import { Alert, Button, Card, Field, Textarea, toast } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { cn } from "@/lib/cn";
import type { JobDetails } from "@/lib/jobs/types";
import { useRate } from "../api/useRate";

/** How the work was, said once. */
export function Rating({ job }: { job: JobDetails }) {
  const { t } = useTranslation("my-jobs");
  if (job.rating == null) return <Ask jobId={job.job_id} />;
  return (
    <Card title={t("rating.yours")}>
      <Stars rating={job.rating} />
      {job.rating_comment != null && <p className="mt-2 text-sm break-words">{job.rating_comment}</p>}
    </Card>
  );
}

function Ask({ jobId }: { jobId: number }) {
  const { t } = useTranslation(["my-jobs", "common", "job"]);
  const name = useId();
  const [rating, setRating] = useState(0);
  const [comment, setComment] = useState("");
  const [tried, setTried] = useState(false);
  const rate = useRate(jobId);
  const problem = rate.error === null ? null : problemText(rate.error, t);
  return (
    <Card title={t("rating.ask")}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (rating === 0) return;
          rate.mutate(
            { rating, comment: comment.trim() === "" ? null : comment.trim() },
            { onSuccess: () => toast.success(t("rating.thanks")) },
          );
        }}
      >
        {problem && (
          <Alert tone="bad" title={problem.title}>
            {problem.advice}
          </Alert>
        )}
        <fieldset aria-describedby={tried && rating === 0 ? `${name}-error` : undefined}>
          <legend className="mb-1 text-sm text-muted">{t("rating.text")}</legend>
          <div className="flex flex-wrap">
            {[1, 2, 3, 4, 5].map((star) => (
              <label
                key={star}
                className="grid size-12 cursor-pointer place-items-center rounded-control text-warn has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name={name}
                  value={star}
                  checked={rating === star}
                  onChange={() => setRating(star)}
                  aria-label={t("job:stars", { count: star })}
                  className="sr-only"
                />
                <Star aria-hidden className={cn("size-8", star <= rating && "fill-current")} />
              </label>
            ))}
          </div>
          {tried && rating === 0 && (
            <p id={`${name}-error`} role="alert" className="text-sm text-bad">
              {t("rating.missing")}
            </p>
          )}
        </fieldset>
        <Field label={t("rating.comment")}>
          <Textarea value={comment} maxLength={1_000} onChange={(event) => setComment(event.target.value)} />
        </Field>
        <Button type="submit" busy={rate.isPending} className="sm:justify-self-start">
          {t("rating.send")}
        </Button>
      </form>
    </Card>
  );
}
