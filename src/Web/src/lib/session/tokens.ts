import { door } from "@/lib/api/client";
import { ApiError } from "@/lib/api/problem";

/** Sent with every call that the refresh cookie authorizes: a form of another site cannot set it. */
const csrf = { "X-Requested-With": "platform-web" };
/** A token is renewed this long before its end. */
const early = 60_000;

interface Access {
  token: string;
  endsAt: number;
}

/** What one tab tells the others. */
type News = { kind: "token"; access: Access } | { kind: "ended" };

/**
 * The access token lives in memory only; the refresh token in a cookie that scripts cannot read. Tabs share both: one of
 * them refreshes at a time, and tells the others.
 */
export class Tokens {
  private access: Access | null = null;
  private refreshing: Promise<string | null> | null = null;
  private readonly channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("platform.session");
  /** Called when the session is over, here or in another tab. */
  onEnded: () => void = () => undefined;
  /** Called with every new token, so that the live connection can hand it on. */
  onToken: (token: string) => void = () => undefined;

  constructor() {
    this.channel?.addEventListener("message", (message: MessageEvent<News>) => {
      if (message.data.kind === "ended") this.forget();
      else this.take(message.data.access);
    });
  }

  /** Takes the tokens of a sign-in or a change of password. */
  begin(token: string, expiresIn: number): void {
    this.share(token, expiresIn);
  }

  async current(): Promise<string | null> {
    // At the app's start the first one is on its way.
    if (this.access === null && this.refreshing !== null) return this.refreshing;
    if (this.access === null || this.access.endsAt - Date.now() > early) return this.access?.token ?? null;
    // Near the end a failed refresh is no reason to fail the request: the old token may still do.
    return this.refresh().catch(() => this.access?.token ?? null);
  }

  async renewed(refused: string): Promise<string | null> {
    return this.access !== null && this.access.token !== refused ? this.access.token : this.refresh(refused);
  }

  /** A token for the next moments that is not the one that was refused, if one was. */
  other(refused: string | null): Promise<string | null> {
    return refused === null ? this.current() : this.renewed(refused);
  }

  /**
   * A fresh token; null when the session is over. Throws when the platform cannot be reached.
   * A token that was refused is not given again, however long it should have lasted.
   */
  refresh(refused?: string): Promise<string | null> {
    this.refreshing ??= this.alone(() => this.exchange(refused)).finally(() => (this.refreshing = null));
    return this.refreshing;
  }

  /** Ends the session in all tabs. */
  end(): void {
    this.channel?.postMessage({ kind: "ended" } satisfies News);
    this.forget();
  }

  private async exchange(refused?: string): Promise<string | null> {
    // Another tab may have been faster while this one waited for the lock.
    if (this.access !== null && this.access.token !== refused && this.access.endsAt - Date.now() > early * 10)
      return this.access.token;
    try {
      const { data } = await door.POST("/api/auth/refresh", { headers: csrf });
      if (data === undefined) return null;
      this.share(data.access_token, data.expires_in);
      return data.access_token;
    } catch (error) {
      if (!(error instanceof ApiError) || (error.status !== 401 && error.status !== 400)) throw error;
      this.end();
      return null;
    }
  }

  /** One tab at a time, where the browser can do that (on a plain-HTTP address other than localhost it cannot). */
  private async alone<T>(work: () => Promise<T>): Promise<T> {
    return "locks" in navigator ? await navigator.locks.request("platform.refresh", work) : work();
  }

  private share(token: string, expiresIn: number): void {
    const access = { token, endsAt: Date.now() + expiresIn * 1_000 };
    this.take(access);
    this.channel?.postMessage({ kind: "token", access } satisfies News);
  }

  private take(access: Access): void {
    this.access = access;
    this.onToken(access.token);
  }

  private forget(): void {
    this.access = null;
    this.onEnded();
  }
}
