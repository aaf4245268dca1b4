/** Parameters of a request without those that say nothing. */
export function given<T extends Record<string, unknown>>(parameters: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(
    Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== ""),
  ) as { [K in keyof T]?: NonNullable<T[K]> };
}

/** A workshop's number as it stands in an address; undefined for none and for what is no number. */
export function numberOf(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
