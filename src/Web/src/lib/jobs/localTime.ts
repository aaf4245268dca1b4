/** A time as `<input type="datetime-local">` has it: the browser's own zone, to the minute. */
export function toLocalInput(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The instant that such a field names; null for none. */
export function fromLocalInput(text: string): string | null {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
