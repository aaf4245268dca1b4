import { Slot } from "radix-ui";
import {
  type KeyboardEvent,
  lazy,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
} from "react";

export interface MenuItem {
  label: ReactNode;
  icon?: ReactNode;
  onSelect: () => void;
  tone?: "danger" | undefined;
  disabled?: boolean | undefined;
}

export interface MenuProps {
  /** A Button with a text or an `aria-label`. */
  trigger: ReactElement;
  items: readonly (MenuItem | "separator")[];
}

const load = () => import("./OpenMenu");
const OpenMenu = lazy(load);

/** What else can be done with a thing. Its code comes when somebody reaches for it, and opens at the click. */
export function Menu({ trigger, items }: MenuProps) {
  const [asked, setAsked] = useState<"pointer" | "key" | null>(null);
  const reached = () => void load();
  const closed = (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={reached}
      onFocus={reached}
      // Enter and the space bar make a click without a press.
      onClick={(event: MouseEvent) => setAsked(event.detail === 0 ? "key" : "pointer")}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === "ArrowDown") setAsked("key");
      }}
    >
      {trigger}
    </Slot.Root>
  );
  if (asked === null) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenMenu trigger={trigger} items={items} byKey={asked === "key"} />
    </Suspense>
  );
}
