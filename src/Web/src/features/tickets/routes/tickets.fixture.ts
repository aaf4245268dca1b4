import type { Ticket, TicketDetails } from "../api/types";

export const ticket: Ticket = {
  ticket_id: 12,
  device_id: "RY4-7KQ2M9XAD",
  device_name: "Living room",
  device_type: "4Relay",
  subject: "Relay 2 does not switch",
  state: "open",
  opened_by: 7,
  opened_by_name: "Asha",
  opened_at: "2026-11-20T08:00:00Z",
  changed_at: "2026-11-20T08:00:00Z",
};

export const details: TicketDetails = {
  ...ticket,
  messages: [
    {
      message_id: 1,
      at: "2026-11-20T08:00:00Z",
      from_vendor: false,
      author: 7,
      author_name: "Asha",
      text: "Since yesterday.",
    },
  ],
};
