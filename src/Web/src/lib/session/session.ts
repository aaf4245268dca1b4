import { data, door, identity, takeTokensFrom } from "@/lib/api/client";
import { ApiError } from "@/lib/api/problem";
import type { components } from "@/lib/api/schema/identity";
import { stored } from "@/lib/stored";
import { Tokens } from "./tokens";

export type Role = "admin" | "owner" | "staff" | "customer";
/** What a tenant is: it decides which pages its people have. */
export type TenantKind = "workshop" | "household" | "company" | "landlord";
export type Me = Omit<components["schemas"]["MeAnswer"], "role" | "tenant_kind"> & {
  role: Role;
  tenant_kind: TenantKind | null;
};

export type SessionState =
  | { kind: "starting" }
  | { kind: "signed_out"; ended: boolean }
  /** `confirmed` is false while the platform cannot be reached and only the last known person is shown. */
  | { kind: "signed_in"; me: Me; confirmed: boolean };

/** Who was signed in here last: no secret, it lets the shell stand while the platform is away. */
const lastPerson = stored<Me | null>("platform.me", null);

/** The session of this browser: starts, ends, and tells who is signed in. */
export class Session {
  readonly tokens = new Tokens();
  private state: SessionState = { kind: "starting" };
  private readonly listeners = new Set<() => void>();

  constructor() {
    takeTokensFrom(this.tokens);
    this.tokens.onEnded = () => {
      if (this.state.kind === "signed_out") return;
      lastPerson.set(null);
      this.become({ kind: "signed_out", ended: this.state.kind === "signed_in" });
    };
    addEventListener("online", () => void this.confirm());
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = () => this.state;

  /** At the app's start: is somebody signed in? Asks only if somebody was. */
  async start(): Promise<void> {
    const known = lastPerson.get();
    if (known === null) {
      this.become({ kind: "signed_out", ended: false });
      return;
    }
    await this.confirm(known);
  }

  /** Signs in; throws {@link ApiError} when the platform refuses. */
  async signIn(username: string, password: string): Promise<void> {
    const answer = await data(door.POST("/api/auth/login", { body: { username, password, use_cookie: true } }));
    await this.begin(answer);
  }

  /** Goes on with the tokens of a confirmed e-mail address. */
  async accept(answer: components["schemas"]["TokenAnswer"]): Promise<void> {
    await this.begin(answer);
  }

  /** Changes the password; every other session of the account ends. */
  async changePassword(current: string, next: string): Promise<void> {
    const answer = await data(
      identity.POST("/api/auth/password", { body: { current_password: current, new_password: next } }),
    );
    await this.begin(answer);
  }

  async signOut(everywhere = false): Promise<void> {
    await (everywhere ? identity.POST("/api/auth/logout-everywhere") : identity.POST("/api/auth/logout"));
    lastPerson.set(null);
    this.become({ kind: "signed_out", ended: false });
    this.tokens.end();
  }

  /** Asks again who is signed in, after something about the account or workshop changed. */
  async reload(): Promise<void> {
    const me = (await data(identity.GET("/api/auth/me"))) as Me;
    lastPerson.set(me);
    this.become({ kind: "signed_in", me, confirmed: true });
  }

  private async begin(answer: components["schemas"]["TokenAnswer"]): Promise<void> {
    this.tokens.begin(answer.access_token, answer.expires_in);
    await this.reload();
  }

  private async confirm(known: Me | null = null): Promise<void> {
    const me = known ?? (this.state.kind === "signed_in" && !this.state.confirmed ? this.state.me : null);
    if (me === null) return;
    try {
      if ((await this.tokens.refresh()) !== null) await this.reload();
    } catch (error) {
      if (error instanceof ApiError && error.status < 500 && error.status !== 429) {
        this.tokens.end();
        return;
      }
      this.become({ kind: "signed_in", me, confirmed: false });
      setTimeout(() => void this.confirm(), 5_000);
    }
  }

  private become(state: SessionState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

export const session = new Session();
