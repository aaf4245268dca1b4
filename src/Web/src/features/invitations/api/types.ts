import type { components } from "@/lib/api/schema/registry";

export type InvitationView = components["schemas"]["InvitationOffer"];
