import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { cn } from "@/lib/cn";
import { useMediaQuery } from "@/lib/useMediaQuery";

export interface Column<T> {
  key: string;
  header: ReactNode;
  cell: (row: T) => ReactNode;
  /** Left out where there is less room than this: `lg` narrows the table, `md` and `sm` the cards. */
  hideBelow?: "sm" | "md" | "lg" | undefined;
  align?: "start" | "center" | "end" | undefined;
  /** What the API calls this order, such as `last_seen_at`. */
  sortKey?: string | undefined;
}

export interface DataListProps<T> {
  items: readonly T[];
  /** The first column names the row. */
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  /** Where a row leads. Its first cell must not hold a link or a button then. */
  rowLink?: ((row: T) => string) | undefined;
  onRowClick?: ((row: T) => void) | undefined;
  /** As the API takes it: a `sortKey`, with `-` before it for the greatest first. */
  sort?: string | undefined;
  onSort?: ((sort: string) => void) | undefined;
  /** What the list is of, for screen readers. */
  caption: string;
  /** The whole card of a row on phones, in place of label and value of each column. */
  card?: ((row: T) => ReactNode) | undefined;
}

const alignment = { start: "text-start", center: "text-center", end: "text-end" };
// Whatever can be pressed in a row lies above the link that fills the row.
const above = "[&_:is(a,button,input,label,select)]:relative [&_:is(a,button,input,label,select)]:z-1";
const fill = "after:absolute after:inset-0 after:content-['']";

/** A list of things: a table where there is room, cards on phones. */
export function DataList<T>(props: DataListProps<T>) {
  const wide = useMediaQuery("(min-width: 48rem)");
  return wide ? <Table {...props} /> : <Cards {...props} />;
}

/** What of a row leads on, for the whole row: its name in a table, the whole card on phones. */
function Lead<T>({
  row,
  rowLink,
  onRowClick,
  className,
  children,
}: { row: T; className: string; children: ReactNode } & Pick<DataListProps<T>, "rowLink" | "onRowClick">) {
  if (rowLink) {
    return (
      <Link to={rowLink(row)} className={cn(className, fill)}>
        {children}
      </Link>
    );
  }
  if (onRowClick) {
    return (
      <button
        type="button"
        onClick={() => onRowClick(row)}
        className={cn("cursor-pointer text-start", className, fill)}
      >
        {children}
      </button>
    );
  }
  return <span className={className}>{children}</span>;
}

function Table<T>({ items, columns, rowKey, rowLink, onRowClick, sort, onSort, caption }: DataListProps<T>) {
  const leads = rowLink !== undefined || onRowClick !== undefined;
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-surface">
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line">
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr
              key={rowKey(row)}
              className={cn(
                "border-b border-line last:border-b-0",
                leads && "relative focus-within:bg-sunken hover:bg-sunken",
              )}
            >
              {columns.map((column, index) => (
                <td
                  key={column.key}
                  className={cn(
                    "h-12 px-4 py-2 align-middle",
                    alignment[column.align ?? "start"],
                    column.align === "end" && "tabular-nums",
                    column.hideBelow === "lg" && "max-lg:hidden",
                    leads && index > 0 && above,
                  )}
                >
                  {index === 0 ? (
                    <Lead row={row} rowLink={rowLink} onRowClick={onRowClick} className="font-medium">
                      {column.cell(row)}
                    </Lead>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeaderCell<T>({
  column,
  sort,
  onSort,
}: {
  column: Column<T>;
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
}) {
  const key = onSort ? column.sortKey : undefined;
  const order = key === undefined ? undefined : sort === key ? "ascending" : sort === `-${key}` ? "descending" : "none";
  const Icon = order === "ascending" ? ArrowUp : order === "descending" ? ArrowDown : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={order}
      className={cn(
        "px-4 py-2 text-xs font-medium whitespace-nowrap text-muted",
        alignment[column.align ?? "start"],
        column.hideBelow === "lg" && "max-lg:hidden",
      )}
    >
      {key === undefined ? (
        column.header
      ) : (
        <button
          type="button"
          onClick={() => onSort?.(order === "ascending" ? `-${key}` : key)}
          className={cn(
            "-mx-1 inline-flex min-h-8 cursor-pointer items-center gap-1 rounded-control px-1 hover:text-ink",
            order !== "none" && "text-ink",
          )}
        >
          {column.header}
          <Icon aria-hidden className={cn("size-3.5", order === "none" && "opacity-60")} />
        </button>
      )}
    </th>
  );
}

function Cards<T>({ items, columns, rowKey, rowLink, onRowClick, caption, card }: DataListProps<T>) {
  const leads = rowLink !== undefined || onRowClick !== undefined;
  const [first, ...others] = columns;
  const shown = others.filter((column) => column.hideBelow !== "md" && column.hideBelow !== "lg");
  return (
    <ul aria-label={caption} className="space-y-3">
      {items.map((row) => (
        <li
          key={rowKey(row)}
          className={cn(
            "min-h-touch rounded-card border border-line bg-surface p-4",
            leads && "relative active:bg-sunken",
            leads && !card && above,
          )}
        >
          {card ? (
            leads ? (
              <Lead row={row} rowLink={rowLink} onRowClick={onRowClick} className="block w-full">
                {card(row)}
              </Lead>
            ) : (
              card(row)
            )
          ) : (
            <>
              {/* The link that fills the card stays in the flow: only what it covers is the card. */}
              <div className="min-w-0 break-words [&_:is(a,button)]:static!">
                <Lead row={row} rowLink={rowLink} onRowClick={onRowClick} className="font-medium">
                  {first?.cell(row)}
                </Lead>
              </div>
              {shown.length > 0 && (
                <dl className="mt-3 space-y-2 text-sm">
                  {shown.map((column) => (
                    <div
                      key={column.key}
                      className={cn(
                        "flex min-w-0 items-baseline justify-between gap-4",
                        column.hideBelow === "sm" && "max-sm:hidden",
                      )}
                    >
                      <dt className="shrink-0 text-muted">{column.header}</dt>
                      <dd className="min-w-0 text-end break-words">{column.cell(row)}</dd>
                    </div>
                  ))}
                </dl>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
