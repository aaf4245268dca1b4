import { Tooltip as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";

/** A word more about a control, for a mouse or the keyboard. Nothing that must be known is only said here. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactElement }) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-64 rounded-control bg-ink px-2.5 py-1.5 text-xs text-canvas shadow-md"
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
