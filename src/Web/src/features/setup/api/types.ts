import type { components } from "@/lib/api/schema/registry";

type Schemas = components["schemas"];

/** How a device stands to whoever holds its label. */
export type SetupView = Omit<Schemas["UnitForSetup"], "state"> & {
  state: "claimable" | "yours" | "claimed" | "suspended" | "not_for_sale";
};

export type Claimed = Schemas["ClaimedDevice"];

/** Steps of the wizard, for the vendor's figures: where people stop. */
export type SetupStep = "scanned" | "signed_in" | "validated" | "wifi" | "named" | "done";
