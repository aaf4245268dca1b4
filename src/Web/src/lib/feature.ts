import type { QueryClient } from "@tanstack/react-query";
import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import type { Me, Role, TenantKind } from "@/lib/session/session";

/** Whom a page or an entry is for. */
interface Audience {
  roles: readonly Role[];
  /** Only for people of such a tenant; for all when not said. */
  tenants?: readonly TenantKind[];
}

/** Whether somebody is one of those whom it is for. */
export function isFor({ roles, tenants }: Audience, me: Me): boolean {
  return roles.includes(me.role) && (tenants === undefined || tenants.includes(me.tenant_kind ?? "workshop"));
}

/** Begins the queries that a page at this address needs, without waiting for them; the page uses the same ones. */
export type Preload = (client: QueryClient, me: Me, params: URLSearchParams) => void;

/** A page of a feature. For others it is the same "not found" as an address that does not exist. */
export interface FeatureRoute extends Audience {
  /** From `lib/paths`. */
  path: string;
  /** Also there for whoever is not signed in, without the app's navigation. */
  anonymous?: true;
  /**
   * The page's component as the default export of its module, loaded when it is opened; with a `preload` what the page asks
   * for first is asked for before it is drawn.
   */
  page: () => Promise<{ default: ComponentType; preload?: Preload }>;
  /**
   * Addresses under `/api` that the page asks for first, written as it asks for them. Where a visit begins with it, they are
   * on their way before any of its code has come.
   */
  asks?: (me: Me) => readonly string[];
}

/** An entry of the navigation. */
export interface FeatureLink extends Audience {
  to: string;
  /** Key in the catalogue `shell`, under `nav`. */
  label: string;
  icon: LucideIcon;
  /** Shown to people of a workshop only when they have a controller, their own or shared with them. */
  withControllers?: true;
  /** A figure beside the label: how many alerts are open. */
  badge?: "openAlerts";
  /** Place in the list, small first. The first four of a role are on the phone's bottom bar. */
  order: number;
}

/** What a folder under `features/` adds to the app, exported as `feature` from its `feature.ts`. */
export interface Feature {
  /** Other features' texts that its pages show, loaded beside its own: what comes later makes a page wait twice. */
  texts?: readonly string[];
  links: readonly FeatureLink[];
  routes: readonly FeatureRoute[];
}
