/** A name that every system takes: `pit-1_2026-11-20_1405`. */
export function fileName(title: string, at: Date): string {
  const name = title.replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, "-").replaceAll(/^-|-$/g, "");
  return `${name}_${at.toISOString().slice(0, 16).replace("T", "_").replace(":", "")}`;
}
