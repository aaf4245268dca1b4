import { ChartNoAxesColumn } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [
    { to: paths.adminActivations, label: "adminActivations", icon: ChartNoAxesColumn, roles: ["admin"], order: 60 },
  ],
  routes: [{ path: paths.adminActivations, roles: ["admin"], page: () => import("./routes/Activations") }],
};
