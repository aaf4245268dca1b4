import { NavLink } from "react-router";
import { cn } from "@/lib/cn";

/** The ways between pages that belong together; on a phone the row scrolls. */
export function PageNav({ label, pages }: { label: string; pages: readonly { to: string; label: string }[] }) {
  return (
    <nav aria-label={label} className="mb-4 overflow-x-auto">
      <ul className="flex w-max min-w-full gap-1 border-b border-line">
        {pages.map((page) => (
          <li key={page.to}>
            <NavLink
              end
              to={page.to}
              className={({ isActive }) =>
                cn(
                  "flex min-h-touch min-w-touch items-center border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-muted hover:text-ink",
                  isActive && "border-accent text-ink",
                )
              }
            >
              {page.label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
