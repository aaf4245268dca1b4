import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { NoSuchPage, PageHeader, QueryState, Skeleton } from "@/components/ui";
import { ApiError } from "@/lib/api/problem";
import { useJob } from "@/lib/jobs/useJob";
import { useJobChanges } from "@/lib/jobs/useJobChanges";
import { paths } from "@/lib/paths";
import { CustomerJob } from "../components/CustomerJob";

/** One of the customer's cars: where the messages lead. */
export default function MyJob() {
  const { t } = useTranslation("my-jobs");
  const { jobId } = useParams();
  const id = /^[1-9]\d{0,15}$/.test(jobId ?? "") ? Number(jobId) : 0;
  const query = useJob(id);
  useJobChanges();
  const job = query.data;
  if (id === 0 || (query.error instanceof ApiError && query.error.status === 404)) return <NoSuchPage />;
  return (
    <>
      <PageHeader
        title={job?.car_model ?? t("one")}
        back={{ to: paths.jobs, label: t("title") }}
        {...(job && { subtitle: `${job.car_plate} · ${job.work_type} · ${job.workshop_name}` })}
      />
      <QueryState query={query} skeleton={<Skeleton className="h-64 rounded-card" />}>
        {() => job && <CustomerJob job={job} />}
      </QueryState>
    </>
  );
}
