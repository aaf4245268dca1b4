/** An address within this app from outside words (`?to=`, `?redirect=`); null for every other place, however it is written. */
export function ownPath(text: string | null): string | null {
  if (text === null || !text.startsWith("/") || !URL.canParse(text, location.origin)) return null;
  const { origin, pathname, search, hash } = new URL(text, location.origin);
  return origin === location.origin && !pathname.startsWith("//") ? pathname + search + hash : null;
}
