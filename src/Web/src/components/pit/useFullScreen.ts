import { type RefObject, useEffect, useState } from "react";

/** Fills the screen with an element; where the browser cannot, the element at least fills the window. */
export function useFullScreen(element: RefObject<HTMLElement | null>) {
  const [isFull, setFull] = useState(false);

  useEffect(() => {
    if (!isFull) return;
    const changed = () => {
      if (document.fullscreenElement === null) setFull(false);
    };
    const pressed = (event: KeyboardEvent) => {
      if (event.key === "Escape") setFull(false);
    };
    document.addEventListener("fullscreenchange", changed);
    document.addEventListener("keydown", pressed);
    return () => {
      document.removeEventListener("fullscreenchange", changed);
      document.removeEventListener("keydown", pressed);
    };
  }, [isFull]);

  return {
    isFull,
    enter: async () => {
      setFull(true);
      // A phone that has no full screen for elements shows the layout all the same.
      if (document.fullscreenEnabled) await element.current?.requestFullscreen().catch(() => undefined);
    },
    leave: async () => {
      setFull(false);
      if (document.fullscreenElement != null) await document.exitFullscreen();
    },
  };
}
