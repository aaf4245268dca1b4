import { z } from "zod/mini";

/** The platform's rule: 8 characters, an upper-case letter and a digit. The server has the last word. */
export const newPassword = z
  .string()
  .check(z.minLength(8, "passwordRule"), z.regex(/\p{Lu}/u, "passwordRule"), z.regex(/\d/, "passwordRule"));

export const email = z.string().check(z.trim(), z.regex(/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/, "email"));
