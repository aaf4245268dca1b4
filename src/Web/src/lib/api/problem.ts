import type { TFunction } from "i18next";

/** An answer of the API that is not a success: RFC 9457 problem details. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    /** HTTP status. */
    readonly status: number,
    /** Stable code of the problem (`type`), such as `device_exists`; `unknown` when the answer had none. */
    readonly code: string,
    /** What to do, in English, as the service says it. */
    readonly detail: string,
    /** Messages by field of the request's body. */
    readonly fields: Readonly<Record<string, readonly string[]>>,
    /** Seconds to wait before another try, when the service said so. */
    readonly retryAfter: number | null,
    /** Trace id, to be told to support. */
    readonly requestId: string | null,
    /** The whole answer, for members of its own such as `tries_left`. */
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${status} ${code}: ${detail}`);
  }
}

/** The request got no answer at all: no network, or the platform is not reachable. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
}

/** Reads a problem from an answer that is not a success. */
export function toApiError(response: Response, body: unknown): ApiError {
  const problem = isRecord(body) ? body : {};
  const text = (name: string) => (typeof problem[name] === "string" ? problem[name] : "");
  const fields: Record<string, string[]> = {};
  if (isRecord(problem["errors"])) {
    for (const [field, messages] of Object.entries(problem["errors"])) {
      fields[field] = Array.isArray(messages) ? messages.filter((m) => typeof m === "string") : [String(messages)];
    }
  }
  const wait = Number(response.headers.get("Retry-After"));
  return new ApiError(
    response.status,
    text("type") || "unknown",
    text("detail") || text("title"),
    fields,
    Number.isFinite(wait) && wait > 0 ? wait : null,
    response.headers.get("X-Request-Id"),
    problem,
  );
}

/** What went wrong and what to do about it, in the reader's language where the problem is a known one. */
export function problemText(error: unknown, t: TFunction): { title: string; advice: string } {
  if (error instanceof NetworkError)
    return { title: t("common:errors.network.title"), advice: t("common:errors.network.advice") };
  if (!(error instanceof ApiError))
    return { title: t("common:errors.unexpected.title"), advice: t("common:errors.unexpected.advice") };
  const wait = error.retryAfter ?? 60;
  const values = { count: Math.ceil(wait / 60), detail: error.detail, id: error.requestId ?? "–" };
  for (const key of [error.code, String(error.status)]) {
    const title = t(`common:errors.${key}.title`, { ...values, defaultValue: "" });
    if (title !== "")
      return { title, advice: t(`common:errors.${key}.advice`, { ...values, defaultValue: error.detail }) };
  }
  return {
    title: t("common:errors.unexpected.title"),
    advice: error.detail || t("common:errors.unexpected.advice", values),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
