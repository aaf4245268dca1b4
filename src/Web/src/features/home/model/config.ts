import type { Schema } from "@/lib/controllers/types";
import type { Config, Json } from "../api/types";

export type FieldKind = "number" | "text" | "switch" | "json";

export interface ConfigField {
  name: string;
  schema: Schema;
  kind: FieldKind;
}

function kindOf({ type }: Schema): FieldKind {
  const types = Array.isArray(type) ? type : [type];
  if (types.includes("integer") || types.includes("number")) return "number";
  if (types.includes("boolean")) return "switch";
  return types.includes("string") ? "text" : "json";
}

/** What can be configured of a type of device, in the order of its schema. */
export function fieldsOf(schema: Schema | null | undefined): ConfigField[] {
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    schema: property,
    kind: kindOf(property),
  }));
}

export const textOf = (value: Json | undefined): string =>
  value === undefined || value === null
    ? ""
    : typeof value === "object"
      ? JSON.stringify(value, null, 2)
      : String(value);

/** What is wrong with a text, as a key of the catalogue; null when it is right. The service has the last word. */
export function wrongWith({ schema, kind }: ConfigField, text: string, required: boolean): string | null {
  if (text.trim() === "") return required ? "required" : null;
  if (kind === "number") {
    const number = Number(text);
    if (!Number.isFinite(number)) return "number";
    if (number < (schema.minimum ?? -Infinity) || number > (schema.maximum ?? Infinity)) return "range";
  }
  if (kind === "text" && text.length > (schema.maxLength ?? Infinity)) return "tooLong";
  return kind === "json" && jsonOf(text) === undefined ? "json" : null;
}

/** An object of JSON; undefined for all other texts. */
function jsonOf(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The configuration of the texts; what was left empty is not in it. Names that the form does not know stay as they were. */
export function configOf(
  fields: readonly ConfigField[],
  texts: Readonly<Record<string, string>>,
  before: Config,
): Config {
  const known = new Set(fields.map(({ name }) => name));
  const config: Config = Object.fromEntries(Object.entries(before).filter(([name]) => !known.has(name)));
  for (const { name, kind } of fields) {
    const text = (texts[name] ?? "").trim();
    if (text === "") continue;
    if (kind === "number") config[name] = Number(text);
    else if (kind === "switch") config[name] = text === "true";
    else if (kind === "json") config[name] = jsonOf(text) ?? {};
    else config[name] = text;
  }
  return config;
}
