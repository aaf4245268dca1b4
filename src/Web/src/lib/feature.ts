import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import type { Role } from "@/lib/session/session";

/** A page of a feature. Whoever does not have one of the roles gets the same "not found" as for an address that does not exist. */
export interface FeatureRoute {
  /** From `lib/paths`. */
  path: string;
  roles: readonly Role[];
  /** The page's component as the default export of its module, loaded when it is opened. */
  page: () => Promise<{ default: ComponentType }>;
}

/** An entry of the navigation. */
export interface FeatureLink {
  to: string;
  /** Key in the catalogue `shell`, under `nav`. */
  label: string;
  icon: LucideIcon;
  roles: readonly Role[];
  /** Place in the list, small first. The first four of a role are on the phone's bottom bar. */
  order: number;
}

/** What a folder under `features/` adds to the app, exported as `feature` from its `feature.ts`. */
export interface Feature {
  links: readonly FeatureLink[];
  routes: readonly FeatureRoute[];
}
