import { Cpu } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [
    { to: paths.devices, label: "devices", icon: Cpu, roles: ["owner", "staff"], tenants: ["workshop"], order: 20 },
  ],
  routes: [
    { path: paths.devices, roles: ["owner", "staff"], tenants: ["workshop"], page: () => import("./routes/Devices") },
    {
      path: paths.device.pattern,
      roles: ["owner", "staff", "admin"],
      tenants: ["workshop"],
      page: () => import("./routes/Device"),
    },
  ],
};
