import { Users } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [{ to: paths.people, label: "people", icon: Users, roles: ["owner"], tenants: ["workshop"], order: 30 }],
  routes: [
    { path: paths.people, roles: ["owner"], tenants: ["workshop"], page: () => import("./routes/People") },
    { path: paths.person.pattern, roles: ["owner"], tenants: ["workshop"], page: () => import("./routes/Person") },
  ],
};
