/** Names of what is asked of jobs: all begin with the resource, so that a change reaches every list. */
export const jobKeys = {
  all: ["jobs"] as const,
  lists: ["jobs", "list"] as const,
  list: (filter: object) => ["jobs", "list", filter] as const,
  pages: (filter: object) => ["jobs", "pages", filter] as const,
  ones: ["jobs", "one"] as const,
  one: (jobId: number) => ["jobs", "one", jobId] as const,
  activity: (jobId: number) => ["jobs", "activity", jobId] as const,
};
