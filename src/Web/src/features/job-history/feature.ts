import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [],
  routes: [
    {
      path: paths.jobHistory,
      roles: ["owner", "staff"],
      tenants: ["workshop"],
      page: () => import("./routes/History"),
    },
    { path: paths.jobActivity, roles: ["owner"], tenants: ["workshop"], page: () => import("./routes/Activity") },
  ],
};
