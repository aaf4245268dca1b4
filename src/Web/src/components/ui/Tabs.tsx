import { Tabs as Radix } from "radix-ui";
import { type ReactNode, useEffect, useRef } from "react";

interface TabsProps<T extends string> {
  value: T;
  onValueChange: (value: T) => void;
  items: readonly { value: T; label: ReactNode; content: ReactNode }[];
  /** Says what the tabs are of. */
  label?: string | undefined;
}

/** Parts of one thing, one at a time. Only the chosen one is mounted. */
export function Tabs<T extends string>({ value, onValueChange, items, label }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  // On a phone the row is wider than the screen: the chosen tab comes into sight, without moving the page.
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>("[data-state=active]");
    if (list.current && tab)
      list.current.scrollLeft = tab.offsetLeft - (list.current.clientWidth - tab.clientWidth) / 2;
  }, [value]);
  return (
    <Radix.Root value={value} onValueChange={(next) => onValueChange(next as T)}>
      <Radix.List
        ref={list}
        aria-label={label}
        className="relative flex [scrollbar-width:none] gap-1 overflow-x-auto overflow-y-hidden border-b border-line [&::-webkit-scrollbar]:hidden"
      >
        {items.map((item) => (
          <Radix.Trigger
            key={item.value}
            value={item.value}
            className="inline-flex min-h-touch shrink-0 cursor-pointer items-center gap-2 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-muted -outline-offset-2 transition-colors hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink [&_svg]:size-4"
          >
            {item.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {items.map((item) => (
        <Radix.Content key={item.value} value={item.value} className="pt-4">
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
