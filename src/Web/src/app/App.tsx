import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect } from "react";
import { RouterProvider } from "react-router";
import { Toaster } from "@/components/ui";
import { askAgain } from "@/lib/api/askAgain";
import { live } from "@/lib/live";
import { forgetReadings } from "@/lib/live/readings";
import { session } from "@/lib/session/session";
import { useSession } from "@/lib/session/useSession";
import { personOf, type Routers } from "./router";

/** What lives as long as the page: made before the first render, since React may throw a first render away and begin anew. */
interface AppProps {
  client: QueryClient;
  routers: Routers;
}

export function App({ client, routers }: AppProps) {
  const state = useSession();
  const me = state.kind === "signed_in" ? state.me : null;
  const person = personOf(state);

  useEffect(() => {
    if (me === null || me.password_change_required) return;
    session.tokens.onToken = (token) => live.renew(token);
    const known = live.onConnected((missed) => {
      if (missed) void client.invalidateQueries();
      else askAgain(client);
    });
    live.start((refused) => session.tokens.other(refused), me.role === "admin" ? "*" : null);
    return () => {
      known();
      live.stop();
      // Nothing of one person's stays for the next.
      client.clear();
      forgetReadings();
    };
    // The person is what counts, not the object that describes them.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [person, client]);

  return (
    <QueryClientProvider client={client}>
      <RouterProvider key={person} router={routers.of(state)} />
      <Toaster />
    </QueryClientProvider>
  );
}
