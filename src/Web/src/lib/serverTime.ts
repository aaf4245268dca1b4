/** An answer that took longer than this says little about what time it is. */
const tooLong = 10_000;
/** The header has whole seconds, and an answer's way takes a while: what differs by less is the same time. */
const jitter = 1_500;

let ahead = 0;
let known = false;

/** Takes the time of the platform from an answer's `Date`: a phone's own clock may be minutes off. */
export function noteServerTime(date: string | null, sentAt: number, receivedAt: number): void {
  const at = date === null ? NaN : Date.parse(date);
  const took = receivedAt - sentAt;
  if (Number.isNaN(at) || took < 0 || took > tooLong) return;
  // On average half a second was cut off.
  const measured = at + 500 - (sentAt + took / 2);
  if (known && Math.abs(measured - ahead) < jitter) return;
  known = true;
  // A clock that is right within the header's precision is taken as it is.
  ahead = Math.abs(measured) < jitter ? 0 : Math.round(measured);
}

/** What time it is for the platform, in milliseconds since 1970. */
export function serverNow(now = Date.now()): number {
  return now + ahead;
}

/** Nothing is known of the platform's time any more. For tests. */
export function forgetServerTime(): void {
  ahead = 0;
  known = false;
}
