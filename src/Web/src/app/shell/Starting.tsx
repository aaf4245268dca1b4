import { Skeleton } from "@/components/ui";
import { DoorFrame } from "../account/DoorFrame";
import { frameClass } from "./frame";

/**
 * What stands until the code of a page has come: the page's frame, in which nothing moves when the page takes its place.
 * index.html has the same markup, so that it stands before any script of the app has come; a test compares them.
 */
export function StartingPage() {
  return (
    <div className={frameClass.page} aria-busy="true">
      <aside className={frameClass.side}>
        <div className={frameClass.sideHead}>
          <Icon />
        </div>
      </aside>
      <div className={frameClass.column}>
        <header className={frameClass.head}>
          <div className="lg:hidden">
            <Icon />
          </div>
        </header>
        <main className={frameClass.main}>
          <Skeleton className="mt-1 mb-7 h-6 w-32" />
          <div className="grid gap-4">
            <Skeleton className="h-40 rounded-card" />
            <Skeleton className="h-40 rounded-card" />
            <Skeleton className="h-40 rounded-card" />
          </div>
        </main>
        <div className={frameClass.bottomBar}>
          <div className="min-h-14" />
        </div>
      </div>
    </div>
  );
}

/** The same of the sign-in. */
export function StartingDoor() {
  return (
    <DoorFrame busy foot={<Skeleton className="h-11 rounded-control" />}>
      <Skeleton className="h-7 w-24" />
      <StartingField />
      <StartingField />
      <Skeleton className="h-11" />
    </DoorFrame>
  );
}

function StartingField() {
  return (
    <div>
      <Skeleton className="mb-1.5 h-5 w-20" />
      <Skeleton className="h-11" />
    </div>
  );
}

function Icon() {
  return <img src="/icon.svg" alt="" width={28} height={28} />;
}
