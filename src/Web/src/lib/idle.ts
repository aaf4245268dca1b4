/** Runs something when the browser has nothing else to do, at the latest after `patience` milliseconds; returns how to stop it. */
export function whenIdle(run: () => void, patience: number): () => void {
  // Safari cannot say when it is.
  if (!("requestIdleCallback" in globalThis)) {
    const timer = setTimeout(run);
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(run, { timeout: patience });
  return () => cancelIdleCallback(id);
}
