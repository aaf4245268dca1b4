/** Gives the browser a file to keep. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click; a moment later nobody needs the address any more.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
