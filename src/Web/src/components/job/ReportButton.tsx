import { FileText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, toast } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { useReport } from "@/lib/jobs/useReport";

/** The job on paper. */
export function ReportButton({ jobId }: { jobId: number }) {
  const { t } = useTranslation(["job", "common"]);
  const report = useReport(jobId);
  return (
    <Button
      variant="secondary"
      icon={<FileText aria-hidden />}
      busy={report.isPending}
      onClick={() =>
        report.mutate(undefined, {
          onError: (error) => {
            const { title, advice } = problemText(error, t);
            toast.error(`${title} ${advice}`);
          },
        })
      }
    >
      {t("report")}
    </Button>
  );
}
