import { useSyncExternalStore } from "react";
import { type Me, session } from "./session";

export function useSession() {
  return useSyncExternalStore(session.subscribe, session.snapshot);
}

/** The person who is signed in; only for what is shown to signed-in people. */
export function useMe(): Me {
  const state = useSession();
  if (state.kind !== "signed_in") throw new Error("useMe needs somebody who is signed in.");
  return state.me;
}
