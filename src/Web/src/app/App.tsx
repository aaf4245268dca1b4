import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { RouterProvider } from "react-router";
import { Toaster } from "@/components/ui";
import { createQueryClient } from "@/lib/api/queryClient";
import { live } from "@/lib/live";
import { forgetReadings } from "@/lib/live/readings";
import { session } from "@/lib/session/session";
import { useSession } from "@/lib/session/useSession";
import { createRouter } from "./router";

export function App() {
  const state = useSession();
  const [queryClient] = useState(createQueryClient);
  const me = state.kind === "signed_in" ? state.me : null;
  const person = me === null ? null : `${me.id}:${me.role}:${me.password_change_required}`;

  useEffect(() => {
    if (me === null || me.password_change_required) return;
    session.tokens.onToken = (token) => live.renew(token);
    const known = live.onReconnected(() => void queryClient.invalidateQueries());
    live.start((refused) => session.tokens.other(refused), me.role === "admin" ? "*" : null);
    return () => {
      known();
      live.stop();
      // Nothing of one person's stays for the next.
      queryClient.clear();
      forgetReadings();
    };
    // The person is what counts, not the object that describes them.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [person, queryClient]);

  return (
    <QueryClientProvider client={queryClient}>
      <Screens key={person ?? "nobody"} />
      <Toaster />
    </QueryClientProvider>
  );
}

/** The routes of whoever is there: another person's router is another one. */
function Screens() {
  const state = useSession();
  const [router] = useState(() => createRouter(state));
  return <RouterProvider router={router} />;
}
