import type { Person } from "../api/people";

/** A member of staff who has signed in. */
export function account(more: Partial<Person> = {}): Person {
  return {
    user_id: 31,
    username: "dev",
    role: "staff",
    workshop_id: 1,
    name: "Dev Patel",
    email: null,
    phone: "+919876543210",
    disabled: false,
    password_is_temporary: false,
    created_at: "2026-11-01T08:00:00Z",
    last_sign_in_at: "2026-11-19T08:00:00Z",
    ...more,
  };
}
