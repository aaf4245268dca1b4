import type { ReactNode } from "react";

/** What is known of a thing, one line each. */
export function KeyValue({ items }: { items: readonly { label: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className="divide-y divide-line text-sm">
      {items.map((item, index) => (
        <div
          key={index}
          className="flex min-w-0 flex-wrap items-center justify-between gap-x-4 gap-y-0.5 py-2.5 first:pt-0 last:pb-0"
        >
          <dt className="text-muted">{item.label}</dt>
          <dd className="min-w-0 text-end break-words">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
