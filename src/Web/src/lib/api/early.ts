/** Answers of GETs that began before anybody asked, by address: each gives the answer, or throws what kept it from coming. */
const begun = new Map<string, { outcome: Promise<() => Response>; at: number }>();

/** An answer is good for this long, ms: whoever asks later wants to know how it is then. */
const longest = 10_000;

/** Keeps an answer, or its failure, for the first who asks for the same. */
export function keepEarly(url: string, answer: Promise<Response>): void {
  const outcome = answer.then(
    (response) => () => response,
    (error: unknown) => () => {
      throw error;
    },
  );
  begun.set(url, { outcome, at: Date.now() });
}

/** The answer to a request that has already begun, once; undefined when it has to be asked. */
export function takeEarly({ method, url }: Request): Promise<Response> | undefined {
  const early = method === "GET" ? begun.get(url) : undefined;
  if (early === undefined) return undefined;
  begun.delete(url);
  return Date.now() - early.at < longest ? early.outcome.then((give) => give()) : undefined;
}

/** What one person asked is nobody else's. */
export function forgetEarly(): void {
  begun.clear();
}
