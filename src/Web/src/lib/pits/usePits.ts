import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { useLiveEvent } from "@/lib/live";
import { afterStatus, afterSwitch, type Pit } from "./pit";
import { note, withNews } from "./news";
import { allPages } from "@/lib/api/pages";

const lists = ["pits", "list"];
const details = ["pits", "one"];

/** The pits that the reader may see, by number. An admin says of which workshop. */
export const pitsQuery = (workshopId: number | null) =>
  queryOptions({
    queryKey: [...lists, workshopId],
    queryFn: async ({ signal, client }) => {
      const askedAt = Date.now();
      const workshop = workshopId === null ? {} : { workshop_id: workshopId };
      const pits = await allPages((paging) =>
        data(registry.GET("/api/pits", { params: { query: { ...workshop, ...paging } }, signal })),
      );
      return pits
        .map((pit) => withNews(client, pit, askedAt))
        .sort((a, b) => a.pit_number - b.pit_number || a.pit_id - b.pit_id);
    },
  });

export const usePits = (workshopId: number | null, enabled: boolean) => useQuery({ ...pitsQuery(workshopId), enabled });

/** One pit. `awaited`: it is about to become the reader's, so a refusal is not the last word. */
export function usePit(pitId: number, awaited = false) {
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: [...details, pitId],
    enabled: pitId > 0,
    queryFn: async ({ signal }) => {
      const askedAt = Date.now();
      const pit = await data(registry.GET("/api/pits/{pitId}", { params: { path: { pitId } }, signal }));
      return withNews(queryClient, pit, askedAt);
    },
    refetchInterval: ({ state }) => (awaited && state.status === "error" ? 3_000 : false),
  });
}

/** Keeps what is known of the pits true while it is shown: devices come, go and are switched off without anything being asked. */
export function usePitChanges(): void {
  const queryClient = useQueryClient();
  const change = (next: (pit: Pit) => Pit) => {
    queryClient.setQueriesData<Pit[]>({ queryKey: lists }, (pits) => {
      const changed = pits?.map(next);
      return changed?.some((pit, index) => pit !== pits?.[index]) === true ? changed : pits;
    });
    queryClient.setQueriesData<Pit>({ queryKey: details }, (pit) => (pit === undefined ? pit : next(pit)));
  };
  const knows = (deviceId: string) =>
    [
      ...queryClient.getQueriesData<Pit[]>({ queryKey: lists }).flatMap(([, pits]) => pits ?? []),
      ...queryClient.getQueriesData<Pit>({ queryKey: details }).flatMap(([, pit]) => pit ?? []),
    ].some((pit) => pit.device_id === deviceId);

  useLiveEvent("device_status", (event) => {
    if (!note(queryClient, event)) return;
    if (knows(event.device_id)) change((pit) => afterStatus(pit, event));
    // A device that was just mounted: which pit has it now is for the platform to say.
    else if (event.pit_id !== null) void queryClient.invalidateQueries({ queryKey: ["pits"], predicate: isAboutPits });
  });
  useLiveEvent("license_switch", (event) => {
    if (note(queryClient, event)) change((pit) => afterSwitch(pit, event));
  });
}

const isAboutPits = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[1] === "list" || queryKey[1] === "one";
