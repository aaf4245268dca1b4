import { useLiveMissing } from "@/lib/live";
import { useOnline } from "@/lib/online";
import { type Freshness, freshnessOf } from "@/lib/pits/freshness";
import type { DeviceState } from "@/lib/pits/pit";
import { useServerNow } from "@/lib/useServerNow";

/** Renders only when the word changes, not every second. */
export function useFreshness(timestamp: string | null, device: DeviceState): Freshness {
  const online = useOnline();
  const missing = useLiveMissing();
  return useServerNow((now) => freshnessOf(timestamp, now, device, { online, missing }));
}
