import { BellRing } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [
    {
      to: paths.alerts,
      label: "alerts",
      icon: BellRing,
      roles: ["owner", "staff", "admin"],
      tenants: ["workshop"],
      order: 15,
      badge: "openAlerts",
    },
  ],
  routes: [
    {
      path: paths.alerts,
      roles: ["owner", "staff", "admin"],
      tenants: ["workshop"],
      page: () => import("./routes/Alerts"),
    },
    {
      path: paths.alert.pattern,
      roles: ["owner", "staff", "admin"],
      tenants: ["workshop"],
      page: () => import("./routes/Alert"),
    },
    {
      path: paths.alertNoise,
      roles: ["owner", "admin"],
      tenants: ["workshop"],
      page: () => import("./routes/Noise"),
    },
  ],
};
