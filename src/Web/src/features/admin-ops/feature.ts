import { HeartPulse } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [{ to: paths.adminOps, label: "adminOps", icon: HeartPulse, roles: ["admin"], order: 10 }],
  routes: [{ path: paths.adminOps, roles: ["admin"], page: () => import("./routes/Ops") }],
};
