import { doorOf } from "@/lib/api/client";
import type { Paths } from "@/lib/session/types";

/** Requests of whoever has no account yet, or not its password. */
export const open = doorOf<Paths>();
