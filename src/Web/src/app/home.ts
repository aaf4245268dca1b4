import { paths } from "@/lib/paths";
import type { Me } from "@/lib/session/session";

/** Where somebody begins. */
export function homeOf({ role, tenant_kind }: Me): string {
  if (role === "admin") return paths.adminOps;
  if (role === "customer" && (tenant_kind ?? "workshop") === "workshop") return paths.jobs;
  return (tenant_kind ?? "workshop") === "workshop" ? paths.pits : paths.home;
}
