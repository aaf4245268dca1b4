/** From this width on, the `lg` of the classes, the navigation stands at the side. */
export const wide = "(min-width: 64rem)";

/** Where things are on every page; {@link StartingPage} holds their places. */
export const frameClass = {
  page: "min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]",
  side: "sticky top-0 hidden h-dvh flex-col border-r border-line bg-surface lg:flex",
  sideHead: "flex h-14 items-center border-b border-line px-4",
  column: "flex min-w-0 flex-col",
  head: "sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-surface px-3 sm:px-6",
  main: "mx-auto w-full max-w-7xl flex-1 p-3 pb-24 outline-none sm:p-6 lg:pb-8",
  bottomBar:
    "fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden",
};
