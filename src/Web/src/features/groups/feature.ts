import { LayoutGrid } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [
    {
      to: paths.groups,
      label: "groups",
      icon: LayoutGrid,
      roles: ["owner", "staff", "customer"],
      order: 6,
      withControllers: true,
    },
  ],
  routes: [{ path: paths.groups, roles: ["owner", "staff", "customer"], page: () => import("./routes/Groups") }],
};
