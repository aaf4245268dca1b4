import { useState } from "react";

/** Names requests that create something, so that one that is sent twice is done once (`Idempotency-Key`). */
export class RequestKey {
  private last: { body: string; key: string } | null = null;

  /** The key of this body: the same one until another body is sent or the request has succeeded. */
  of(body: unknown): string {
    const text = JSON.stringify(body);
    if (this.last?.body !== text) this.last = { body: text, key: create() };
    return this.last.key;
  }

  /** It is done: what is sent next is something new, also when it looks the same. */
  done(): void {
    this.last = null;
  }
}

// crypto.randomUUID is missing on plain-HTTP addresses, where a workshop may well open the app.
function create(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function useRequestKey(): RequestKey {
  return useState(() => new RequestKey())[0];
}
