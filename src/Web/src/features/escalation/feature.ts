import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  // Reached from the alerts (components/alerting/AlertPages).
  links: [],
  routes: [
    { path: paths.escalation, roles: ["owner"], tenants: ["workshop"], page: () => import("./routes/Escalation") },
  ],
};
