import { ClipboardList } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [
    {
      to: paths.jobs,
      label: "jobs",
      icon: ClipboardList,
      roles: ["owner", "staff"],
      tenants: ["workshop"],
      order: 15,
    },
  ],
  routes: [
    { path: paths.jobs, roles: ["owner", "staff"], tenants: ["workshop"], page: () => import("./routes/Board") },
    { path: paths.job.pattern, roles: ["owner", "staff"], tenants: ["workshop"], page: () => import("./routes/Job") },
  ],
};
