import { queryOptions, useQuery } from "@tanstack/react-query";
import { data, telemetry } from "@/lib/api/client";
import { useAskEvery } from "@/lib/live";
import { offerReading } from "@/lib/live/readings";
import { allPages } from "@/lib/api/pages";

/** Without a live connection the newest values are asked for this often. */
const every = 30_000;

/** Hands the newest readings of all pits on to `useNewestReading`. */
export const latestQuery = (workshopId: number | null) =>
  queryOptions({
    queryKey: ["pits", "latest", workshopId],
    meta: { flows: true },
    queryFn: async ({ signal }) => {
      const workshop = workshopId === null ? {} : { workshop_id: workshopId };
      const readings = await allPages((paging) =>
        data(telemetry.GET("/api/telemetry/latest", { params: { query: { ...workshop, ...paging } }, signal })),
      );
      for (const reading of readings) offerReading(reading.pit_id, reading);
      return readings.length;
    },
  });

/** Asks for the newest readings once; the live connection does the rest. */
export function useLatest(workshopId: number | null, enabled: boolean) {
  return useQuery({ ...latestQuery(workshopId), enabled, refetchInterval: useAskEvery(every) });
}

/** The same for one pit; a pit that never had a reading answers 404, which is no failure here. */
export function useLatestOf(pitId: number, enabled: boolean) {
  return useQuery({
    queryKey: ["pits", "latest-of", pitId],
    meta: { flows: true },
    enabled,
    retry: false,
    refetchInterval: useAskEvery(every),
    queryFn: async ({ signal }) => {
      const reading = await data(
        telemetry.GET("/api/pits/{pit_id}/sensors/latest", { params: { path: { pit_id: pitId } }, signal }),
      );
      offerReading(pitId, reading);
      return true;
    },
  });
}
