import type { components } from "@/lib/api/schema/registry";

export type Activations = components["schemas"]["Activations"];
