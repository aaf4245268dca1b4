import { Car } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  texts: ["pits"],
  links: [{ to: paths.jobs, label: "myJobs", icon: Car, roles: ["customer"], tenants: ["workshop"], order: 5 }],
  routes: [
    { path: paths.jobs, roles: ["customer"], tenants: ["workshop"], page: () => import("./routes/MyJobs") },
    { path: paths.job.pattern, roles: ["customer"], tenants: ["workshop"], page: () => import("./routes/MyJob") },
  ],
};
