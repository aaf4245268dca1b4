import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { pushState, subscribe, unsubscribe } from "@/lib/push";
import { useMe } from "@/lib/session/useSession";

/** Whether this browser shows messages while the app is closed, and the switch for it. */
export function usePush() {
  const client = useQueryClient();
  const { id } = useMe();
  const queryKey = ["push", id];
  const query = useQuery({
    queryKey,
    queryFn: () => pushState(id),
    // It is asked of the browser, not of the platform.
    networkMode: "always",
  });
  const turn = useMutation({
    mutationFn: (on: boolean) => (on ? subscribe(id) : unsubscribe()),
    onSuccess: (state) => client.setQueryData(queryKey, state),
    onError: () => client.invalidateQueries({ queryKey }),
  });
  return { query, turn };
}
