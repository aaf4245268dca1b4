import { House } from "lucide-react";
import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [
    {
      to: paths.home,
      label: "home",
      icon: House,
      roles: ["owner", "staff", "customer"],
      order: 5,
      withControllers: true,
    },
  ],
  routes: [
    { path: paths.home, roles: ["owner", "staff", "customer"], page: () => import("./routes/Home") },
    {
      path: paths.homeDevice.pattern,
      roles: ["owner", "staff", "customer"],
      page: () => import("./routes/HomeDevice"),
    },
  ],
};
