import { useEffect, useEffectEvent, useId, useRef, useState } from "react";

interface SliderInputProps {
  label: string;
  /** What the device says; null while it has not. */
  value: number | null;
  shown: (value: number) => string;
  min: number;
  max: number;
  disabled?: boolean | undefined;
  /** When the finger lifts, not on the way. */
  onCommit: (value: number) => void;
}

/** A value within limits. While somebody drags it shows where they are, afterwards what the device says. */
export function SliderInput({ label, value, shown, min, max, disabled, onCommit }: SliderInputProps) {
  const id = useId();
  const [draft, setDraft] = useState<number | null>(null);
  const at = draft ?? value ?? min;
  const commit = () => {
    if (draft !== null && draft !== value) onCommit(draft);
    setDraft(null);
  };
  return (
    <div className="py-2 text-sm">
      <div className="flex items-center justify-between gap-3">
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id} className="text-muted tabular-nums">
          {draft === null && value === null ? "–" : shown(at)}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        value={at}
        disabled={disabled}
        aria-valuetext={shown(at)}
        onChange={(event) => setDraft(Number(event.target.value))}
        onPointerUp={commit}
        onKeyUp={commit}
        onBlur={commit}
        className="min-h-touch w-full cursor-pointer accent-accent disabled:cursor-not-allowed"
      />
    </div>
  );
}

interface ColorInputProps {
  label: string;
  value: string | null;
  unknown: string;
  disabled?: boolean | undefined;
  onCommit: (value: string) => void;
}

/** A colour from the system's own picker. */
export function ColorInput({ label, value, unknown, disabled, onCommit }: ColorInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const commit = useEffectEvent((chosen: string) => {
    setDraft(null);
    if (chosen !== value) onCommit(chosen);
  });
  // React's onChange is the browser's "input": it comes for every colour on the way. "change" comes once, at the end.
  useEffect(() => {
    const element = input.current;
    if (element === null) return;
    const done = () => commit(element.value);
    element.addEventListener("change", done);
    return () => element.removeEventListener("change", done);
  }, []);
  return (
    <label className="flex min-h-touch cursor-pointer items-center justify-between gap-3 py-2 text-sm">
      <span>{label}</span>
      <span className="flex items-center gap-3">
        <span className="font-mono text-xs text-muted uppercase">{draft ?? value ?? unknown}</span>
        <input
          ref={input}
          type="color"
          value={draft ?? value ?? "#ffffff"}
          disabled={disabled}
          onChange={(event) => setDraft(event.target.value)}
          className="h-touch w-14 cursor-pointer rounded-control border border-line bg-surface p-1 disabled:cursor-not-allowed"
        />
      </span>
    </label>
  );
}
