import { clientOf } from "@/lib/api/client";
import type { Paths } from "./types";

export const home = clientOf<Paths>();
