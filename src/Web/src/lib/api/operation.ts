/** What an operation is made of; what is not named it does not have. */
interface Parts {
  path?: object;
  query?: object;
  body?: unknown;
  answer?: unknown;
}

/**
 * An operation as the typed clients read it, written by hand as long as the service's OpenAPI document does not have it:
 * `{ get: Operation<{ path: { deviceId: string }; answer: DeviceState }> }`. The requests that use it stay as they are
 * when the document comes.
 */
export type Operation<P extends Parts> = {
  parameters: {
    query?: P extends { query: infer Query } ? Query : never;
    header?: { "Idempotency-Key"?: string };
  } & (P extends { path: infer Path } ? { path: Path } : { path?: never });
  responses: {
    200: P extends { answer: infer Answer }
      ? { headers: Record<string, unknown>; content: { "application/json": Answer } }
      : { headers: Record<string, unknown>; content?: never };
  };
} & (P extends { body: infer Body }
  ? { requestBody: { content: { "application/json": Body } } }
  : { requestBody?: never });
