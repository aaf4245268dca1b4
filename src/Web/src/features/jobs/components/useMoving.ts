import { useState } from "react";
import type { JobStatus } from "@/lib/jobs/types";
import { useMove } from "../api/useMove";

export interface Moved {
  job_id: number;
  car_model: string;
  car_plate: string;
}

/** Going from status to status; what cannot be taken back is asked about before. */
export function useMoving() {
  const move = useMove();
  const [asked, setAsked] = useState<{ job: Moved; status: JobStatus } | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const go = async (job: Moved, status: JobStatus) => {
    setProblem(null);
    await move.mutateAsync({ jobId: job.job_id, status });
  };
  return {
    /** The job that is on its way. */
    moving: move.isPending ? move.variables.jobId : null,
    problem,
    forgive: () => setProblem(null),
    asked,
    withdraw: () => setAsked(null),
    confirm: async () => {
      if (asked !== null) await go(asked.job, asked.status);
    },
    start: (job: Moved, status: JobStatus) => {
      if (status === "completed" || status === "cancelled") setAsked({ job, status });
      else go(job, status).catch(setProblem);
    },
  };
}

export type Moving = ReturnType<typeof useMoving>;
