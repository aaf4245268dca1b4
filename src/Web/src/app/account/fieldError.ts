import type { TFunction } from "i18next";
import type { FieldError } from "react-hook-form";

/** What a field says of its error, as props of `Field`: the platform's own words, or the rule of the form, a key of `common:form`. */
export function fieldError(error: FieldError | undefined, t: TFunction<["shell", "common"]>): { error?: string } {
  if (error === undefined) return {};
  return { error: error.type === "server" ? (error.message ?? "") : t(`common:form.${error.message ?? "required"}`) };
}
