import { Building2 } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [{ to: paths.adminWorkshops, label: "adminWorkshops", icon: Building2, roles: ["admin"], order: 20 }],
  routes: [
    { path: paths.adminWorkshops, roles: ["admin"], page: () => import("./routes/Workshops") },
    { path: paths.adminWorkshop.pattern, roles: ["admin"], page: () => import("./routes/Workshop") },
  ],
};
