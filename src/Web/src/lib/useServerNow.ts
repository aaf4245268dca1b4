import { useNow } from "@/lib/clock";
import { serverNow } from "@/lib/serverTime";

/** What time it is for the platform, renewed every second and when the page is looked at again. `select` narrows it. */
export function useServerNow<T = number>(select: (now: number) => T = (at) => at as T): T {
  return useNow((now) => select(serverNow(now)));
}
