import { LifeBuoy } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [
    {
      to: paths.tickets,
      label: "tickets",
      icon: LifeBuoy,
      roles: ["owner", "staff", "customer"],
      order: 60,
      withControllers: true,
    },
    { to: paths.adminTickets, label: "adminTickets", icon: LifeBuoy, roles: ["admin"], order: 45 },
  ],
  routes: [
    { path: paths.tickets, roles: ["owner", "staff", "customer"], page: () => import("./routes/Tickets") },
    { path: paths.adminTickets, roles: ["admin"], page: () => import("./routes/Tickets") },
    {
      path: paths.ticket.pattern,
      roles: ["owner", "staff", "customer", "admin"],
      page: () => import("./routes/Ticket"),
    },
  ],
};
