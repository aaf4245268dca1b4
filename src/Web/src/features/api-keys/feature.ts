import { KeyRound } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [{ to: paths.apiKeys, label: "apiKeys", icon: KeyRound, roles: ["owner"], tenants: ["workshop"], order: 50 }],
  routes: [{ path: paths.apiKeys, roles: ["owner"], page: () => import("./routes/ApiKeys") }],
};
