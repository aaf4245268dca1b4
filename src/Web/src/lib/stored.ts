/** A value kept in this browser. Where storage is forbidden it lasts as long as the page. */
export function stored<T>(key: string, fallback: T) {
  let memory: T | undefined;
  return {
    get(): T {
      try {
        const text = localStorage.getItem(key);
        return text === null ? (memory ?? fallback) : (JSON.parse(text) as T);
      } catch {
        return memory ?? fallback;
      }
    },
    set(value: T): void {
      memory = value;
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Private windows may forbid it; the value lives in memory then.
      }
    },
  };
}
