/** Gives the browser a file to keep. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click; a moment later nobody needs the address any more.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A name that every system takes: `pit-1_2026-11-20_1405`. */
export function fileName(title: string, at: Date): string {
  const name = title.replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, "-").replaceAll(/^-|-$/g, "");
  return `${name}_${at.toISOString().slice(0, 16).replace("T", "_").replace(":", "")}`;
}
