import { useMutation } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import { saveFile } from "@/lib/saveFile";

/** Gets a job's report, with the reader's token, and hands it to the browser. */
export function useReport(jobId: number) {
  return useMutation({
    mutationFn: async () =>
      saveFile(
        `job-${jobId}.pdf`,
        await data<Blob>(jobs.GET("/api/jobs/{jobId}/report", { params: { path: { jobId } }, parseAs: "blob" })),
      ),
    gcTime: 0,
  });
}
