import { Factory } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [{ to: paths.adminBatches, label: "adminBatches", icon: Factory, roles: ["admin"], order: 50 }],
  routes: [
    { path: paths.adminBatches, roles: ["admin"], page: () => import("./routes/Batches") },
    { path: paths.adminBatch.pattern, roles: ["admin"], page: () => import("./routes/Batch") },
  ],
};
