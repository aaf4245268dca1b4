import { useQuery } from "@tanstack/react-query";
import { data, licensing, registry, telemetry } from "@/lib/api/client";

/** What is counted of a workshop; null as long as the service that counts it has not answered. */
export interface Figures {
  pits: number | null;
  devices: number | null;
  online: number | null;
  readingsLastDay: number | null;
}

/**
 * Figures of all workshops: one request for what the registry counts and one for what telemetry does. A workshop without
 * devices is in neither answer, and has none.
 */
export function useFigures() {
  const devices = useQuery({
    queryKey: ["tenants", "figures", "devices"],
    refetchInterval: 30_000,
    queryFn: async ({ signal }) =>
      new Map(
        (await data(registry.GET("/api/devices/figures", { signal }))).items.map((item) => [item.workshop_id, item]),
      ),
  });
  const readings = useQuery({
    queryKey: ["tenants", "figures", "readings"],
    refetchInterval: 30_000,
    queryFn: async ({ signal }) =>
      new Map(
        (await data(telemetry.GET("/api/telemetry/figures", { signal }))).items.map((item) => [item.workshop_id, item]),
      ),
  });
  const of = (id: number): Figures => {
    const counted = devices.data?.get(id);
    const none = devices.data === undefined ? null : 0;
    return {
      pits: counted?.pits ?? none,
      devices: counted?.devices ?? none,
      online: counted?.online ?? none,
      readingsLastDay: readings.data?.get(id)?.last_day ?? (readings.data === undefined ? null : 0),
    };
  };
  return { of, isMissing: devices.isError || readings.isError };
}

/** Its licenses by status, and violations of a day. */
export function useLicenseFigures(id: number) {
  return useQuery({
    queryKey: ["licenses", "figures", id],
    queryFn: ({ signal }) =>
      data(licensing.GET("/api/licenses/figures", { params: { query: { workshop_id: id } }, signal })),
  });
}
