import { type ComponentPropsWithRef, type ReactNode, useId } from "react";
import { cn } from "@/lib/cn";

type Element = "section" | "div" | "article" | "li";

interface CardProps extends Omit<ComponentPropsWithRef<"div">, "title"> {
  title?: ReactNode;
  actions?: ReactNode;
  as?: Element | undefined;
}

/** A thing on the page, with its heading and what can be done with it. */
export function Card({ title, actions, children, className, as, ...rest }: CardProps) {
  const id = useId();
  const titled = title !== undefined && title !== null;
  // The elements have the same attributes; TypeScript only needs one of them.
  const Tag = (as ?? (titled ? "section" : "div")) as "div";
  return (
    <Tag
      aria-labelledby={titled ? id : undefined}
      className={cn("min-w-0 rounded-card border border-line bg-surface p-4 sm:p-5", className)}
      {...rest}
    >
      {(titled || actions) && (
        <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          {titled && (
            <h2 id={id} className="min-w-0 text-base font-semibold break-words">
              {title}
            </h2>
          )}
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      {children}
    </Tag>
  );
}

/** A part of a card, set apart by a line. */
export function CardSection({
  title,
  children,
  className,
}: {
  title?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("-mx-4 mt-4 border-t border-line px-4 pt-4 sm:-mx-5 sm:px-5", className)}>
      {title && <h3 className="mb-3 text-sm font-medium text-muted">{title}</h3>}
      {children}
    </div>
  );
}
