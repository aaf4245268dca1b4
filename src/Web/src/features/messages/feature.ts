import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  // Reached by the bell.
  links: [],
  routes: [
    {
      path: paths.messages,
      roles: ["owner", "staff", "customer", "admin"],
      page: () => import("./routes/Messages"),
    },
  ],
};
