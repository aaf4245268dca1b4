import { Webhook } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [{ to: paths.webhooks, label: "webhooks", icon: Webhook, roles: ["owner"], tenants: ["workshop"], order: 55 }],
  routes: [{ path: paths.webhooks, roles: ["owner"], page: () => import("./routes/Webhooks") }],
};
