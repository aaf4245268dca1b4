import type { Feature } from "@/lib/feature";

/** Every folder under features/ that has a feature.ts: adding a feature is adding a folder. */
const found = import.meta.glob<Feature>("../features/*/feature.ts", { eager: true, import: "feature" });

export const features: readonly Feature[] = Object.values(found);
