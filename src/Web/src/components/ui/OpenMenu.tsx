import { DropdownMenu } from "radix-ui";
import { useEffect, useRef } from "react";
import { cn } from "@/lib/cn";
import type { MenuProps } from "./Menu";

/** The menu itself, open; with Radix' positioning and keyboard, which nobody needs before the first click on a menu. */
export default function OpenMenu({ trigger, items, byKey }: MenuProps & { byKey: boolean }) {
  const button = useRef<HTMLButtonElement>(null);
  // The key that asked for it is handed on, so that the focus goes to the first entry.
  useEffect(() => {
    if (!byKey) return;
    button.current?.focus();
    button.current?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  }, [byKey]);
  return (
    <DropdownMenu.Root modal={false} defaultOpen={!byKey}>
      <DropdownMenu.Trigger asChild ref={button}>
        {trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-[calc(100vw-1rem)] min-w-48 overflow-y-auto rounded-card border border-line bg-raised p-1 shadow-lg"
        >
          {items.map((item, index) =>
            item === "separator" ? (
              <DropdownMenu.Separator key={index} className="mx-2 my-1 h-px bg-line" />
            ) : (
              <DropdownMenu.Item
                key={index}
                disabled={item.disabled ?? false}
                onSelect={item.onSelect}
                className={cn(
                  "flex min-h-touch cursor-pointer items-center gap-2.5 rounded-control px-3 text-sm outline-none data-disabled:cursor-not-allowed data-disabled:opacity-50 data-highlighted:bg-sunken md:pointer-fine:min-h-9 [&_svg]:size-4 [&_svg]:shrink-0",
                  item.tone === "danger" && "text-bad data-highlighted:bg-bad-soft",
                )}
              >
                {item.icon}
                {item.label}
              </DropdownMenu.Item>
            ),
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
