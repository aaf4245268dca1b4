import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/lib/cn";

interface Entry {
  id: number;
  tone: "good" | "bad";
  text: string;
  /** What can be done about it; by a word of its own, or "undo". */
  act?: () => void;
  label?: string;
  /** How long it stays, in ms. */
  patience?: number;
}

let entries: readonly Entry[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: readonly Entry[]): void {
  entries = next;
  for (const listener of listeners) listener();
}

function add(entry: Omit<Entry, "id">): void {
  // More than three at once is read by nobody; the oldest makes room.
  change([...entries, { ...entry, id: ++last }].slice(-3));
}

const remove = (id: number) => change(entries.filter((entry) => entry.id !== id));

/** Says in passing that something was done, from anywhere. What needs an answer is a dialog. */
export const toast = {
  success: (text: string) => add({ tone: "good", text }),
  error: (text: string) => add({ tone: "bad", text }),
  undo: (text: string, onUndo: () => void) => add({ tone: "good", text, act: onUndo, patience: 8_000 }),
  /** Something bad that nobody here did: it stays for longer and leads to more. */
  alarm: (text: string, label: string, onOpen: () => void) =>
    add({ tone: "bad", text, act: onOpen, label, patience: 20_000 }),
  /** Takes away whatever is shown, as at signing out. */
  clear: () => change([]),
};

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where toasts are shown; once in the app, always mounted, so that screen readers follow it. */
export function Toaster() {
  const shown = useSyncExternalStore(subscribe, () => entries);
  return (
    <div className="pointer-events-none fixed inset-x-3 bottom-[calc(env(safe-area-inset-bottom)+4.75rem)] z-60 flex flex-col items-center gap-2 md:inset-x-auto md:end-6 md:bottom-6 md:items-end">
      {(["alert", "status"] as const).map((role) => (
        <div key={role} role={role} className="flex w-full flex-col items-center gap-2 md:items-end">
          {shown
            .filter((entry) => (entry.tone === "bad") === (role === "alert"))
            .map((entry) => (
              <Toast key={entry.id} entry={entry} />
            ))}
        </div>
      ))}
    </div>
  );
}

function Toast({ entry }: { entry: Entry }) {
  const { t } = useTranslation("common");
  const [held, setHeld] = useState(false);
  const { id, act } = entry;
  const patience = entry.patience ?? (entry.tone === "bad" ? 8_000 : 5_000);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => remove(id), patience);
    return () => clearTimeout(timer);
  }, [held, id, patience]);
  const Icon = entry.tone === "bad" ? CircleAlert : CircleCheck;
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex w-full max-w-md items-center gap-3 rounded-card border border-line bg-raised ps-4 pe-1 text-sm shadow-lg transition-[translate,opacity] starting:translate-y-2 starting:opacity-0"
    >
      <Icon aria-hidden className={cn("size-4.5 shrink-0", entry.tone === "bad" ? "text-bad" : "text-good")} />
      <p className="min-w-0 flex-1 py-3 break-words">{entry.text}</p>
      {act && (
        <button
          type="button"
          onClick={() => {
            remove(id);
            act();
          }}
          className="min-h-touch cursor-pointer rounded-control px-3 font-medium text-accent hover:bg-sunken"
        >
          {entry.label ?? t("ui.undo")}
        </button>
      )}
      <button
        type="button"
        aria-label={t("ui.dismiss")}
        onClick={() => remove(id)}
        className="grid min-h-touch min-w-touch shrink-0 cursor-pointer place-items-center rounded-control text-muted hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
