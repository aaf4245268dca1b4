import { forgetEarly } from "@/lib/api/early";
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
  | { kind: "signed_out"; ended: boolean }
  /**
   * `remembered`: who was here last, until the platform says who it is; their page is already on its way.
   * `unreachable`: the same person, while the platform cannot be asked.
   */
  | { kind: "signed_in"; me: Me; standing: "remembered" | "confirmed" | "unreachable" };

/** Who was signed in here last: no secret, it lets the page stand while the platform is asked, or is away. */
const lastPerson = stored<Me | null>("platform.me", null);

/** The session of this browser: starts, ends, and tells who is signed in. */
export class Session {
  readonly tokens = new Tokens();
  private state: SessionState = { kind: "signed_out", ended: false };
  private readonly listeners = new Set<() => void>();

  constructor() {
    takeTokensFrom(this.tokens);
    this.tokens.onEnded = () => {
      if (this.state.kind === "signed_out") return;
      lastPerson.set(null);
      // Only who saw the platform agree, here, is told that it no longer does.
      this.become({ kind: "signed_out", ended: this.state.standing !== "remembered" });
    };
    addEventListener("online", () => void this.confirm());
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = () => this.state;

  /** At the app's start: is somebody signed in? Asks only if somebody was, and does not wait for the answer to say who. */
  async start(): Promise<void> {
    const me = lastPerson.get();
    if (me === null) {
      this.become({ kind: "signed_out", ended: false });
      return;
    }
    this.state = { kind: "signed_in", me, standing: "remembered" };
    // The exchange has begun before anybody is told, so that their requests wait for its token.
    const confirmed = this.confirm();
    this.become(this.state);
    await confirmed;
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
    await stopPush();
    await (everywhere ? identity.POST("/api/auth/logout-everywhere") : identity.POST("/api/auth/logout"));
    lastPerson.set(null);
    this.become({ kind: "signed_out", ended: false });
    this.tokens.end();
  }

  /** Changes the own name and telephone number; `""` empties. Throws {@link ApiError} when one is refused. */
  async changeMe(body: { name: string; phone: string }): Promise<Me> {
    const me = (await data(identity.PATCH("/api/auth/me", { body }))) as Me;
    this.know(me);
    return me;
  }

  /** Asks again who is signed in, after something about the account or workshop changed. */
  async reload(): Promise<void> {
    this.know((await data(identity.GET("/api/auth/me"))) as Me);
  }

  private know(me: Me): void {
    lastPerson.set(me);
    this.become({ kind: "signed_in", me, standing: "confirmed" });
  }

  private async begin(answer: components["schemas"]["TokenAnswer"]): Promise<void> {
    this.tokens.begin(answer.access_token, answer.expires_in);
    await this.reload();
  }

  private async confirm(): Promise<void> {
    if (this.state.kind !== "signed_in" || this.state.standing === "confirmed") return;
    const { me } = this.state;
    try {
      if ((await this.tokens.refresh()) !== null) await this.reload();
    } catch (error) {
      if (error instanceof ApiError && error.status < 500 && error.status !== 429) {
        this.tokens.end();
        return;
      }
      this.become({ kind: "signed_in", me, standing: "unreachable" });
      setTimeout(() => void this.confirm(), 5_000);
    }
  }

  private become(state: SessionState): void {
    if (state.kind === "signed_out") forgetEarly();
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

/** How long somebody who leaves waits for the browser and its push service. */
const patience = 3_000;

/** This browser no longer shows what is meant for whoever leaves it. That it cannot be told does not keep anybody here. */
async function stopPush(): Promise<void> {
  if (!("Notification" in globalThis) || Notification.permission !== "granted") return;
  try {
    const stopped = import("@/lib/push").then((push) => push.unsubscribe());
    await Promise.race([stopped, new Promise((done) => setTimeout(done, patience))]);
  } catch {
    // The platform forgets a browser that does not answer.
  }
}

export const session = new Session();
