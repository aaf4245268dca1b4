import { type ClassValue, clsx } from "clsx";
import { createTailwindMerge } from "tailwind-merge";

const colors =
  /^(transparent|current|black|white|canvas|surface|raised|sunken|line|ink|muted|accent|good|warn|bad|on-|chart-)/;
const isColor = (value: string) => colors.test(value);
const isSize = (value: string) => /^((xs|sm|base|lg|xl|\dxl)(\/.+)?|\[(?!var|#).+\])$/.test(value);
const any = () => true;
/** The classes `p-…`, as a group of that name. */
const group = (name: string) => [{ [name]: [any] }];
const sides = ["x", "y", "s", "e", "t", "b"] as const;
const ofSides = (name: string) => Object.fromEntries(sides.map((side) => [name + side, group(name + side)]));
const sidesOf = (name: string) => sides.map((side) => name + side);

/**
 * Only what components of this app let others change: tailwind-merge's own table is of everything, and to read it takes a slow
 * phone a tenth of a second before the first page. Classes of no group here stay as they are.
 */
const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    p: group("p"),
    ...ofSides("p"),
    m: group("m"),
    ...ofSides("m"),
    size: group("size"),
    h: group("h"),
    w: group("w"),
    "min-h": group("min-h"),
    "min-w": group("min-w"),
    "max-h": group("max-h"),
    "max-w": group("max-w"),
    gap: [{ gap: [(value: string) => !/^[xy]-/.test(value)] }],
    items: group("items"),
    justify: [{ justify: ["start", "center", "end", "between"] }],
    flex: [{ flex: ["1", "auto", "none"] }],
    shrink: [{ shrink: ["", "0"] }],
    rounded: [{ rounded: [(value: string) => !/^(tl?|tr|bl?|br|[lrse]|[se]{2})(-|$)/.test(value)] }],
    "text-size": [{ text: [isSize] }],
    "text-color": [{ text: [isColor] }],
    "text-align": [{ text: ["start", "center", "end"] }],
    leading: group("leading"),
    weight: [{ font: ["normal", "medium", "semibold", "bold"] }],
    bg: [{ bg: [isColor] }],
    "border-color": [{ border: [isColor] }],
  },
  conflictingClassGroups: {
    p: sidesOf("p"),
    px: ["ps", "pe"],
    py: ["pt", "pb"],
    m: sidesOf("m"),
    mx: ["ms", "me"],
    my: ["mt", "mb"],
    size: ["h", "w"],
    flex: ["shrink"],
    "text-size": ["leading"],
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ["before", "after", "placeholder", "file", "marker", "*", "**"],
}));

/** Joins class names; of two that set the same thing the later one stays. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
