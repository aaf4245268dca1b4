import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  // Reached from the account and its menu.
  links: [],
  routes: [
    {
      path: paths.messagePreferences,
      roles: ["owner", "staff", "customer", "admin"],
      page: () => import("./routes/MessagePreferences"),
    },
  ],
};
