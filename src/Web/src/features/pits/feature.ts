import { Gauge } from "lucide-react";
import { seesAlerts } from "@/lib/alerting/types";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";
import type { Me } from "@/lib/session/session";

/** What the pits' page begins with; an admin says first of which workshop. */
const asks = (me: Me) =>
  me.role === "admin"
    ? []
    : [
        "/api/pits?limit=200",
        "/api/telemetry/latest?limit=200",
        "/api/jobs?status=in_progress%2Cquality_check&limit=200",
        ...(seesAlerts(me) ? ["/api/alerts?status=active&limit=200"] : []),
      ];

export const feature: Feature = {
  links: [
    {
      to: paths.pits,
      label: "pits",
      icon: Gauge,
      roles: ["owner", "staff", "customer"],
      tenants: ["workshop"],
      order: 10,
    },
  ],
  routes: [
    {
      path: paths.pits,
      roles: ["owner", "staff", "customer", "admin"],
      tenants: ["workshop"],
      page: () => import("./routes/Pits"),
      asks,
    },
    {
      path: paths.pit.pattern,
      roles: ["owner", "staff", "customer", "admin"],
      tenants: ["workshop"],
      page: () => import("./routes/Pit"),
    },
  ],
};
