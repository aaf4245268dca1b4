/** Answers of GETs that began before anybody asked, by address. */
const begun = new Map<string, { answer: Promise<Response>; at: number }>();

/** An answer is good for this long, ms: whoever asks later wants to know how it is then. */
const longest = 10_000;

/** Keeps an answer for the first who asks for the same. */
export function keepEarly(url: string, answer: Promise<Response>): void {
  // A failure is for whoever takes it (`takeEarly`); without this line it would count as unhandled until then.
  answer.catch(() => undefined);
  begun.set(url, { answer, at: Date.now() });
}

/** The answer to a request that has already begun, once; undefined when it has to be asked. */
export function takeEarly({ method, url }: Request): Promise<Response> | undefined {
  const early = method === "GET" ? begun.get(url) : undefined;
  if (early === undefined) return undefined;
  begun.delete(url);
  return Date.now() - early.at < longest ? early.answer : undefined;
}

/** What one person asked is nobody else's. */
export function forgetEarly(): void {
  begun.clear();
}
