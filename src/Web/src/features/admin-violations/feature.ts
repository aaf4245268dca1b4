import { ShieldAlert } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [{ to: paths.adminViolations, label: "adminViolations", icon: ShieldAlert, roles: ["admin"], order: 50 }],
  routes: [{ path: paths.adminViolations, roles: ["admin"], page: () => import("./routes/Violations") }],
};
