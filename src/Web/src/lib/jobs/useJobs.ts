import { queryOptions, useQuery } from "@tanstack/react-query";
import { useAskEvery } from "@/lib/live";
import { jobKeys } from "./keys";
import { allJobs, type JobFilter } from "./pages";

/** Without a live connection they are asked for this often. */
const every = 20_000;

/** All jobs of a filter that the reader may see. */
export const jobsQuery = (filter: JobFilter) =>
  queryOptions({ queryKey: jobKeys.list(filter), queryFn: ({ signal }) => allJobs(filter, signal) });

/** The same, kept true by {@link useJobChanges}. */
export function useJobs(filter: JobFilter, enabled = true) {
  return useQuery({ ...jobsQuery(filter), enabled, refetchInterval: useAskEvery(every) });
}
