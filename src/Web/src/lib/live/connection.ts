import type { LiveEvent } from "./events";

/** `live`: connected. `connecting`: on the way or trying again. `off`: nobody is signed in. */
export type LiveState = "off" | "connecting" | "live";

/** The part of WebSocket that is used, so that tests can stand in for it. */
export type Opens = (url: string, protocols: string[]) => WebSocket;

type Handler = (event: LiveEvent) => void;

/** Gives a good token, another one than `refused`; null when the session is over. */
type Tokens = (refused: string | null) => Promise<string | null>;

/** Close codes of docs/api.md: the token's time is over, or its session. */
const refusals = [4401, 4403];

const firstWait = 500;
const longestWait = 20_000;
/** A ping every 20 s; without any word for 45 s the connection is taken for dead, whatever the system thinks. */
const pingEvery = 20_000;
const silence = 45_000;
/** A connection that does not stand after this long counts as missing. */
const patience = 5_000;

/**
 * The one socket of the app (docs/api.md, "Live: /ws"): connects while somebody is signed in, comes back by itself with
 * growing pauses and jitter, hands on renewed tokens, asks again for what it watched.
 */
export class LiveConnection {
  private socket: WebSocket | null = null;
  private token: Tokens | null = null;
  /** The token of a handshake or socket that the platform refused: to be renewed before the next try. */
  private refused: string | null = null;
  private state: LiveState = "off";
  private missing = false;
  private late: ReturnType<typeof setTimeout> | undefined;
  private waits = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private pulse: ReturnType<typeof setInterval> | undefined;
  private heardAt = 0;
  private scope: number | "*" | null = null;
  private readonly stateListeners = new Set<() => void>();
  private readonly handlers = new Map<string, Set<Handler>>();
  private readonly connected = new Set<(missed: boolean) => void>();

  constructor(
    private readonly open: Opens = (url, protocols) => new WebSocket(url, protocols),
    private readonly random: () => number = Math.random,
  ) {}

  readonly subscribe = (listener: () => void) => {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  };

  readonly snapshot = () => this.state;

  /** Whether news do not come: a connection broke, could not be made or takes long. Not while the first one is on its way. */
  readonly isMissing = () => this.missing;

  /** Handles events of one type; returns how to stop. */
  on<Type extends LiveEvent["type"]>(
    type: Type,
    handler: (event: Extract<LiveEvent, { type: Type }>) => void,
  ): () => void {
    const set = this.handlers.get(type) ?? new Set<Handler>();
    this.handlers.set(type, set);
    set.add(handler as Handler);
    return () => set.delete(handler as Handler);
  }

  /**
   * Called whenever the connection stands: what happened before is not told any more. `missed` when news did not come for a
   * while, and not when this is the first connection and was there soon.
   */
  onConnected(listener: (missed: boolean) => void): () => void {
    this.connected.add(listener);
    return () => this.connected.delete(listener);
  }

  /** Begins with somebody's tokens. */
  start(token: Tokens, scope: number | "*" | null): void {
    this.stop();
    this.token = token;
    this.scope = scope;
    addEventListener("online", this.hurry);
    addEventListener("offline", this.drop);
    document.addEventListener("visibilitychange", this.onVisible);
    this.connect();
  }

  stop(): void {
    removeEventListener("online", this.hurry);
    removeEventListener("offline", this.drop);
    document.removeEventListener("visibilitychange", this.onVisible);
    this.token = null;
    this.waits = 0;
    this.close();
    this.become("off", false);
  }

  /** Hands a renewed token to the open socket, which would be closed with the old one. */
  renew(token: string): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.say({ token });
  }

  private readonly hurry = () => {
    if (this.state === "connecting") {
      this.waits = 0;
      this.connect();
    }
  };

  private readonly drop = () => this.lost();

  // A phone that slept has a socket that only looks open.
  private readonly onVisible = () => {
    if (document.hidden || this.token === null) return;
    if (this.state === "live" && Date.now() - this.heardAt > silence) this.lost();
    else this.hurry();
  };

  private connect(): void {
    this.close();
    this.become("connecting", this.missing);
    this.late = setTimeout(() => this.become("connecting", true), patience);
    const asked = this.token;
    void (asked?.(this.refused) ?? Promise.resolve(null))
      .then((token) => {
        if (this.token !== asked || this.socket !== null) return;
        if (token === null) this.later();
        else this.dial(token);
      })
      .catch(() => {
        if (this.token === asked) this.later();
      });
  }

  private dial(token: string): void {
    const url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
    const socket = this.open(url, ["bearer", token]);
    this.socket = socket;
    socket.addEventListener("open", () => this.opened(socket));
    socket.addEventListener("message", (message: MessageEvent<string>) => this.hear(socket, message.data));
    let opened = false;
    socket.addEventListener("open", () => (opened = true));
    socket.addEventListener("close", ({ code }) => {
      if (this.socket !== socket) return;
      // A browser does not tell why a handshake failed: it may have been the token.
      this.refused = !opened || refusals.includes(code) ? token : null;
      this.lost();
    });
  }

  private opened(socket: WebSocket): void {
    if (this.socket !== socket) return;
    this.heardAt = Date.now();
    this.waits = 0;
    this.refused = null;
    if (this.scope !== null) this.say({ subscribe: { tenant_id: this.scope } });
    this.pulse = setInterval(() => {
      if (Date.now() - this.heardAt > silence) this.lost();
      else this.say({ ping: 1 });
    }, pingEvery);
    clearTimeout(this.late);
    const missed = this.missing;
    this.become("live", false);
    for (const listener of this.connected) listener(missed);
  }

  private hear(socket: WebSocket, text: string): void {
    if (this.socket !== socket) return;
    this.heardAt = Date.now();
    const event = JSON.parse(text) as LiveEvent;
    const handlers = this.handlers.get(event.type);
    if (handlers !== undefined) for (const handler of handlers) handler(event);
  }

  private lost(): void {
    this.close();
    if (this.token !== null) this.later();
  }

  private later(): void {
    this.become("connecting", true);
    clearTimeout(this.retry);
    const wait = Math.min(firstWait * 2 ** this.waits++, longestWait);
    // Half of it at random: after an outage not everybody comes at once.
    this.retry = setTimeout(() => this.connect(), wait / 2 + (wait / 2) * this.random());
  }

  private close(): void {
    clearTimeout(this.retry);
    clearTimeout(this.late);
    clearInterval(this.pulse);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private say(message: object): void {
    this.socket?.send(JSON.stringify(message));
  }

  private become(state: LiveState, missing: boolean): void {
    if (this.state === state && this.missing === missing) return;
    this.state = state;
    this.missing = missing;
    for (const listener of this.stateListeners) listener();
  }
}
