import type { components } from "@/lib/api/schema/registry";

type Schemas = components["schemas"];

export type TicketState = "open" | "answered" | "closed";
export type Ticket = Omit<Schemas["TicketView"], "state"> & { state: TicketState };
export type TicketDetails = Ticket & { messages: Schemas["TicketMessage"][] };
