// Written by hand until registry's OpenAPI document has these routes; then lib/api/schema/registry takes their place.
import type { Operation } from "@/lib/api/operation";

export type TicketState = "open" | "answered" | "closed";

export interface Ticket {
  ticket_id: number;
  device_id: string;
  device_name: string;
  device_type: string;
  subject: string;
  state: TicketState;
  opened_by: number;
  opened_by_name: string;
  opened_at: string;
  changed_at: string;
}

export interface Message {
  message_id: number;
  at: string;
  from_vendor: boolean;
  author: number;
  author_name: string;
  text: string;
}

export interface TicketDetails extends Ticket {
  messages: Message[];
}

/** The device's last day when the ticket was opened. */
export interface Attachment {
  device_id: string;
  taken_at: string;
  from: string;
  device: unknown;
  presence: unknown[];
  commands: unknown[];
  refusals: unknown[];
}

interface OfTicket {
  ticketId: number;
}

export interface Paths {
  "/api/tickets": {
    get: Operation<{
      query: { state?: TicketState; device_id?: string; limit?: number; cursor?: string };
      answer: { items: Ticket[]; next_cursor: string | null };
    }>;
    post: Operation<{ body: { device_id: string; subject: string; text: string }; answer: TicketDetails }>;
  };
  "/api/tickets/{ticketId}": {
    get: Operation<{ path: OfTicket; answer: TicketDetails }>;
    patch: Operation<{ path: OfTicket; body: { state: TicketState }; answer: TicketDetails }>;
  };
  "/api/tickets/{ticketId}/messages": {
    post: Operation<{ path: OfTicket; body: { text: string }; answer: TicketDetails }>;
  };
  "/api/tickets/{ticketId}/attachment": { get: Operation<{ path: OfTicket; answer: Attachment }> };
}
