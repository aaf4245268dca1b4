import { Gauge } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

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
    },
    {
      path: paths.pit.pattern,
      roles: ["owner", "staff", "customer", "admin"],
      tenants: ["workshop"],
      page: () => import("./routes/Pit"),
    },
  ],
};
