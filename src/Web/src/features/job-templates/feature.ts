import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [],
  routes: [
    { path: paths.jobTemplates, roles: ["owner"], tenants: ["workshop"], page: () => import("./routes/Templates") },
  ],
};
