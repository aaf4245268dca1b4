import { Eye, EyeOff, Search, X } from "lucide-react";
import { type ComponentPropsWithRef, useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./Field";

// On phones 16 px: below that Safari zooms into a field that gets the focus.
export const controlClass =
  "border-line-strong/60 bg-surface text-ink placeholder:text-muted min-h-touch w-full min-w-0 rounded-control border px-3 py-2 text-base transition-colors sm:text-sm hover:border-line-strong aria-invalid:border-bad disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken";

export function Input({ className, ...rest }: ComponentPropsWithRef<"input">) {
  const wiring = useFieldControl(rest);
  return <input className={cn(controlClass, className)} {...rest} {...wiring} />;
}

export function Textarea({ className, rows = 3, ...rest }: ComponentPropsWithRef<"textarea">) {
  const wiring = useFieldControl(rest);
  return <textarea rows={rows} className={cn(controlClass, "resize-y", className)} {...rest} {...wiring} />;
}

/** A password that its owner may look at while typing. */
export function PasswordInput({ className, ...rest }: Omit<ComponentPropsWithRef<"input">, "type">) {
  const { t } = useTranslation("common");
  const [shown, setShown] = useState(false);
  const wiring = useFieldControl(rest);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="relative">
      <input
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={cn(controlClass, "pe-12", className)}
        {...rest}
        {...wiring}
      />
      <button
        type="button"
        aria-label={shown ? t("ui.hidePassword") : t("ui.showPassword")}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 end-0 grid min-w-touch cursor-pointer place-items-center rounded-control text-muted hover:text-ink"
      >
        <Icon aria-hidden className="size-4.5" />
      </button>
    </div>
  );
}

interface SearchInputProps {
  value: string;
  /** What is searched for, once typing pauses for 250 ms. */
  onChange: (value: string) => void;
  /** The text as it is typed, for a list that is at hand and need not be asked for. */
  onTyping?: (text: string) => void;
  /** Said to screen readers and shown while the field is empty. */
  label: string;
  className?: string | undefined;
}

export function SearchInput({ value, onChange, onTyping, label, className }: SearchInputProps) {
  const { t } = useTranslation("common");
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  // The value was changed from outside, not by what this field has said.
  if (value !== known) {
    setKnown(value);
    setText(value);
  }
  const type = (next: string) => {
    setText(next);
    onTyping?.(next);
  };
  const say = (next: string) => {
    setKnown(next);
    onChange(next);
  };
  // A page that renders anew for every live value must not start the wait over.
  const sayAfterPause = useEffectEvent(say);
  useEffect(() => {
    if (text === known) return;
    const timer = setTimeout(() => sayAfterPause(text), 250);
    return () => clearTimeout(timer);
  }, [text, known]);
  return (
    <div className={cn("relative min-w-0", className)}>
      <Search aria-hidden className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-muted" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => type(event.target.value)}
        className={cn(controlClass, "ps-9 pe-11 [&::-webkit-search-cancel-button]:hidden")}
      />
      {text !== "" && (
        <button
          type="button"
          aria-label={t("ui.clear")}
          onClick={() => {
            type("");
            say("");
          }}
          className="absolute inset-y-0 end-0 grid min-w-touch cursor-pointer place-items-center rounded-control text-muted hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </div>
  );
}
