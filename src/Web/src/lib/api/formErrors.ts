import type { TFunction } from "i18next";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { ApiError, problemText } from "./problem";

/**
 * Shows what the API said of a form that was sent: at the field it is about, and what is about none of them above the form, as
 * `root.server`. `fieldOf` names the field that a problem of a whole kind is about, such as a name that is taken.
 */
export function showErrors<Values extends FieldValues>(
  form: UseFormReturn<Values, unknown, Values>,
  fields: readonly Path<Values>[],
  error: unknown,
  t: TFunction,
  fieldOf: Readonly<Record<string, Path<Values>>> = {},
): void {
  const { title, advice } = problemText(error, t);
  const said = error instanceof ApiError ? error : undefined;
  const one = said && fieldOf[said.code];
  const messages = fields
    .map((field) => ({ field, message: field === one ? title : said?.fields[field]?.join(" ") }))
    .filter(({ message }) => message !== undefined);
  messages.forEach(({ field, message }, index) =>
    form.setError(field, { type: "server", message: message ?? "" }, { shouldFocus: index === 0 }),
  );
  if (messages.length === 0) form.setError("root.server", { message: `${title} ${advice}` });
}
