import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/lib/cn";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the main one last. A submit button here names its form by `form`. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg" | undefined;
  role?: "dialog" | "alertdialog" | undefined;
}

const sizes = { sm: "sm:max-w-md", md: "sm:max-w-lg", lg: "sm:max-w-3xl" };

/** Something to be done before going on: a sheet from below on phones, in the middle from there up. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = "md",
  role = "dialog",
}: DialogProps) {
  const { t } = useTranslation("common");
  const before = useRef<Element | null>(null);
  const described = description !== undefined && description !== null;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/50 transition-opacity duration-150 starting:opacity-0" />
        <Radix.Content
          role={role}
          onOpenAutoFocus={() => {
            before.current = document.activeElement;
          }}
          // Radix only knows the way back to a trigger of its own, which these dialogs do not have.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
          }}
          {...(described ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] flex-col rounded-t-card border border-line bg-raised shadow-xl outline-none",
            "transition-[translate,opacity] duration-200 starting:translate-y-6 starting:opacity-0",
            "sm:inset-0 sm:m-auto sm:h-fit sm:max-h-[min(85dvh,48rem)] sm:w-[calc(100%-2rem)] sm:rounded-card",
            sizes[size],
          )}
        >
          <div className="px-4 pe-14 pt-4 sm:px-6 sm:pe-14 sm:pt-5">
            <Radix.Title className="text-lg font-semibold break-words">{title}</Radix.Title>
            {described && <Radix.Description className="mt-1 text-sm text-muted">{description}</Radix.Description>}
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-4 sm:px-6">{children}</div>
          {footer && (
            <div className="flex flex-col-reverse gap-2 border-t border-line px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end sm:px-6">
              {footer}
            </div>
          )}
          {/* Last, so that the first control of the content gets the focus and not the way out. */}
          <Radix.Close
            aria-label={t("ui.close")}
            className="absolute end-1.5 top-1.5 grid min-h-touch min-w-touch cursor-pointer place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden className="size-5" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
