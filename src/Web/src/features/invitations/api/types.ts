// Written by hand until registry's OpenAPI document has these routes; then lib/api/schema/registry takes their place.
import type { Operation } from "@/lib/api/operation";
import type { AccessLevel } from "@/lib/controllers/types";

export interface InvitationView {
  device_name: string;
  device_type: string;
  access_level: AccessLevel;
  kind: "share" | "transfer";
  from_name: string;
  until: string | null;
  expires_at: string;
}

export interface Accepted {
  device_id: string;
  access_level: AccessLevel;
}

export interface Paths {
  "/api/invitations/{token}": { get: Operation<{ path: { token: string }; answer: InvitationView }> };
  "/api/invitations/{token}/accept": { post: Operation<{ path: { token: string }; answer: Accepted }> };
}
