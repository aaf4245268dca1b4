import { moved, type View, zoomed } from "./view";

/** What a plot tells of itself while somebody moves over it. */
export interface Plotted {
  view: () => View;
  bounds: () => View;
  onView: (view: View | null) => void;
}

/**
 * Fingers, wheel and Shift over a plot: two fingers zoom, one moves once zoomed, Ctrl (or ⌘) and the wheel zoom, Shift and
 * dragging moves. The page still scrolls: one finger up and down, and the wheel alone, are the page's.
 */
export function attachGestures(over: HTMLElement, plotted: Plotted): () => void {
  const fingers = new Map<number, number>();
  const timeAt = (clientX: number, view: View) => {
    const box = over.getBoundingClientRect();
    return view.from + ((clientX - box.left) / Math.max(box.width, 1)) * (view.to - view.from);
  };

  const down = (event: PointerEvent) => {
    if (event.pointerType === "mouse" && !event.shiftKey) return;
    fingers.set(event.pointerId, event.clientX);
    if (event.pointerType === "mouse") over.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const view = plotted.view();
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, event.clientX);
    if (other === undefined) {
      plotted.onView(moved(view, timeAt(before, view) - timeAt(event.clientX, view), plotted.bounds()));
      return;
    }
    const apart = Math.abs(event.clientX - other);
    if (apart < 10) return;
    const factor = Math.abs(before - other) / apart;
    plotted.onView(zoomed(view, factor, timeAt((event.clientX + other) / 2, view), plotted.bounds()));
  };
  const up = (event: PointerEvent) => void fingers.delete(event.pointerId);
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const view = plotted.view();
    plotted.onView(zoomed(view, Math.exp(event.deltaY * 0.002), timeAt(event.clientX, view), plotted.bounds()));
  };

  over.style.touchAction = "pan-y";
  over.addEventListener("pointerdown", down);
  over.addEventListener("pointermove", move);
  over.addEventListener("pointerup", up);
  over.addEventListener("pointercancel", up);
  over.addEventListener("wheel", wheel, { passive: false });
  return () => {
    over.removeEventListener("pointerdown", down);
    over.removeEventListener("pointermove", move);
    over.removeEventListener("pointerup", up);
    over.removeEventListener("pointercancel", up);
    over.removeEventListener("wheel", wheel);
  };
}
