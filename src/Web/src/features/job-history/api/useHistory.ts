import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { jobKeys } from "@/lib/jobs/keys";
import { type JobFilter, jobPage } from "@/lib/jobs/pages";

/** Jobs of a filter, newest first, page after page. */
export function useHistory(filter: JobFilter) {
  return useInfiniteQuery({
    queryKey: jobKeys.pages(filter),
    queryFn: ({ pageParam, signal }) => jobPage(filter, { limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}
