import { Slot } from "radix-ui";
import { type ComponentPropsWithRef, useEffect } from "react";

let open = 0;

/**
 * Stands in for the package `react-remove-scroll`, which Radix uses under dialogs and menus: that one writes `<style>`
 * elements, which the content security policy forbids. The page is held by an attribute that styles.css knows.
 */
export function RemoveScroll({
  as: _as,
  enabled = true,
  allowPinchZoom: _allowPinchZoom,
  shards: _shards,
  removeScrollBar: _removeScrollBar,
  ...rest
}: ComponentPropsWithRef<typeof Slot.Root> & {
  as?: unknown;
  enabled?: boolean;
  allowPinchZoom?: boolean;
  shards?: unknown;
  removeScrollBar?: boolean;
}) {
  useEffect(() => {
    if (!enabled) return;
    open++;
    document.documentElement.dataset["scrollLocked"] = "";
    return () => {
      if (--open === 0) delete document.documentElement.dataset["scrollLocked"];
    };
  }, [enabled]);
  return <Slot.Root {...rest} />;
}
