import { FileKey2 } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [{ to: paths.adminLicenses, label: "adminLicenses", icon: FileKey2, roles: ["admin"], order: 40 }],
  routes: [
    { path: paths.adminLicenses, roles: ["admin"], page: () => import("./routes/Licenses") },
    { path: paths.adminLicense.pattern, roles: ["admin"], page: () => import("./routes/License") },
  ],
};
