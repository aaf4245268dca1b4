import type { components } from "@/lib/api/schema/registry";

type Schemas = components["schemas"];

export type Batch = Omit<Schemas["BatchView"], "status"> & { status: "making" | "ready" | "failed" };
export type Provisioning = "pending" | "flashed" | "tested" | "failed";
export type Unit = Omit<Schemas["UnitView"], "provisioning"> & { provisioning: Provisioning };
