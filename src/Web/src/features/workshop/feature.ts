import { Store } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [{ to: paths.workshop, label: "workshop", icon: Store, roles: ["owner"], tenants: ["workshop"], order: 40 }],
  routes: [{ path: paths.workshop, roles: ["owner"], tenants: ["workshop"], page: () => import("./routes/Workshop") }],
};
