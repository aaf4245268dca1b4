import { paths } from "@/lib/paths";
import type { Me } from "@/lib/session/session";

/** Where somebody begins. */
export function homeOf({ role, tenant_kind }: Me): string {
  if (role === "admin") return paths.adminOps;
  return (tenant_kind ?? "workshop") === "workshop" ? paths.pits : paths.home;
}
