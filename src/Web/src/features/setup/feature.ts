import type { Feature } from "@/lib/feature";
import { paths } from "@/lib/paths";

export const feature: Feature = {
  links: [],
  routes: [{ path: paths.setup, roles: ["owner"], anonymous: true, page: () => import("./routes/Setup") }],
};
