import { Slot } from "radix-ui";
import type { ComponentPropsWithRef, MouseEvent, ReactNode } from "react";
import { Link } from "react-router";
import { cn } from "@/lib/cn";
import { Spinner } from "./Spinner";

interface Look {
  variant?: "primary" | "secondary" | "ghost" | "danger" | undefined;
  /** `sm` is lower where there is a mouse and room; under a finger every size is tall enough. */
  size?: "md" | "sm" | "icon" | undefined;
  icon?: ReactNode;
}

export interface ButtonProps extends ComponentPropsWithRef<"button">, Look {
  /** Under way: shows it and takes no further click, but keeps the focus. */
  busy?: boolean | undefined;
  asChild?: boolean | undefined;
}

const variants = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong border-transparent",
  secondary: "bg-surface text-ink border-line hover:border-line-strong hover:bg-sunken",
  ghost: "text-ink border-transparent hover:bg-sunken",
  danger: "bg-bad text-on-bad hover:bg-bad-strong border-transparent",
};

const sizes = {
  md: "min-h-touch px-4",
  sm: "min-h-touch min-w-touch px-3 md:pointer-fine:min-h-9",
  icon: "min-h-touch min-w-touch md:pointer-fine:min-h-9 md:pointer-fine:min-w-9",
};

export function buttonClass({ variant = "primary", size = "md" }: Look): string {
  return cn(
    "inline-flex shrink-0 cursor-pointer items-center justify-center gap-2 rounded-control border text-sm font-medium whitespace-nowrap transition-colors select-none",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-progress aria-disabled:opacity-75 [&_svg:not([class*=size-])]:size-4 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
  );
}

export function Button({
  variant,
  size,
  busy = false,
  icon,
  asChild = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const classes = cn(buttonClass({ variant, size }), className);
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  const state = busy ? { "aria-busy": true, "aria-disabled": true } : {};
  const shown = busy ? <Spinner /> : icon;
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={click} {...state} {...rest}>
        {shown}
        <Slot.Slottable>{children}</Slot.Slottable>
      </Slot.Root>
    );
  }
  return (
    <button type="button" className={classes} onClick={click} {...state} {...rest}>
      {shown}
      {size === "icon" && busy ? null : children}
    </button>
  );
}

/** Goes to another page of the app and looks like a button. */
export function LinkButton({
  variant,
  size,
  icon,
  className,
  children,
  ...rest
}: ComponentPropsWithRef<typeof Link> & Look) {
  return (
    <Link className={cn(buttonClass({ variant, size }), className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}
