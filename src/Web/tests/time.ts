/** ISO 8601, so many seconds before now. */
export const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();
