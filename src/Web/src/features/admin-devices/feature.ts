import { HardDrive } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [{ to: paths.adminDevices, label: "adminDevices", icon: HardDrive, roles: ["admin"], order: 30 }],
  routes: [{ path: paths.adminDevices, roles: ["admin"], page: () => import("./routes/Devices") }],
};
