// Written by hand until identity's OpenAPI document has these routes; then lib/api/schema/identity takes their place.
import type { Operation } from "@/lib/api/operation";
import type { components } from "@/lib/api/schema/identity";

/** What a tenant is: it decides which pages its people have. */
export type TenantKind = "workshop" | "household" | "company" | "landlord";

/** What `GET /api/auth/me` says besides. */
export interface MoreOfMe {
  tenant_kind: TenantKind | null;
  external_id: string | null;
  language: string | null;
}

export interface SignUpRequest {
  email: string;
  password: string;
  name: string;
  time_zone: string | null;
  language: string | null;
  return_to: string | null;
}

export interface Paths {
  "/api/auth/sign-up": { post: Operation<{ body: SignUpRequest; answer: { message: string } }> };
  "/api/auth/verify": {
    post: Operation<{ body: { token: string; use_cookie: boolean }; answer: components["schemas"]["TokenAnswer"] }>;
  };
  "/api/auth/password-reset": {
    post: Operation<{ body: { email: string; language: string | null }; answer: { message: string } }>;
  };
  "/api/auth/password-reset/confirm": { post: Operation<{ body: { token: string; new_password: string } }> };
}
