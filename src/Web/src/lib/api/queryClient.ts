import { notifyManager, QueryClient } from "@tanstack/react-query";
import { ApiError, NetworkError } from "./problem";

declare module "@tanstack/react-query" {
  interface Register {
    /** `flows`: values that soon come anew by themselves, so that one that was missed is not worth asking for. */
    queryMeta: { flows?: true };
  }
}

/** Another try may help: the network, or a service that is away for a moment. */
function mayPass(error: Error): boolean {
  return error instanceof NetworkError || (error instanceof ApiError && error.status === 503);
}

/** How long news wait for others, ms: a frame. Answers and events that come close to each other are drawn once. */
const frame = 16;

/** Has the app's queries tell their news together from now on. */
export function tellNewsTogether(): void {
  let waiting: (() => void)[] = [];
  notifyManager.setScheduler((notify) => {
    waiting.push(notify);
    if (waiting.length > 1) return;
    setTimeout(() => {
      const all = waiting;
      waiting = [];
      for (const one of all) one();
    }, frame);
  });
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        retry: (failures, error) => failures < 2 && mayPass(error),
        retryDelay: (attempt) => Math.min(1_000 * 2 ** attempt, 8_000),
      },
      // What somebody asked for once is not done twice behind their back.
      mutations: { retry: false },
    },
  });
}
