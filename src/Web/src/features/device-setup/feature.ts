import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [],
  routes: [
    { path: paths.deviceSetup, roles: ["owner"], tenants: ["workshop"], page: () => import("./routes/NewDevice") },
    {
      path: paths.deviceSetupOf.pattern,
      roles: ["owner", "admin"],
      tenants: ["workshop"],
      page: () => import("./routes/Setup"),
    },
  ],
};
