import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [],
  routes: [
    {
      path: paths.invitation.pattern,
      roles: ["owner", "staff", "customer"],
      page: () => import("./routes/Invitation"),
    },
  ],
};
