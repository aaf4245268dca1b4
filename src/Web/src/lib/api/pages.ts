interface PageOf<T> {
  items: T[];
  next_cursor: string | null;
}

/** All of a list that is shown at once: page after page, as large as they come. */
export async function allPages<T>(
  page: (paging: { limit: number; cursor?: string }) => Promise<PageOf<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const answer: PageOf<T> = await page({ limit: 200, ...(cursor !== null && { cursor }) });
    items.push(...answer.items);
    cursor = answer.next_cursor;
  } while (cursor !== null);
  return items;
}

/** The cursor of `Link: <…?cursor=…>; rel="next"`; null on the last page. */
export function nextCursor(link: string | null): string | null {
  const target = link?.split(",").find((part) => /;\s*rel="?next"?/.test(part));
  const address = target === undefined ? undefined : /<([^>]+)>/.exec(target)?.[1];
  return address === undefined ? null : new URL(address, location.origin).searchParams.get("cursor");
}
