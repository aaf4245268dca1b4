import { screen, within } from "@testing-library/react";
import Pits from "@/features/pits/routes/Pits";
import type { Job } from "@/lib/jobs/types";
import { paths } from "@/lib/paths";
import type { Pit } from "@/lib/pits/pit";
import type { pitReading } from "./pits";
import { type RenderOptions, renderRoute } from "./render";
import { answers } from "./server";

/** A workshop without alerts, as the page of pits asks for it. */
export function answersPits(pits: Pit[], latest: ReturnType<typeof pitReading>[] = [], jobs: Job[] = []): void {
  answers("/api/jobs", jobs as never);
  answers("/api/pits", { items: pits, next_cursor: null });
  answers("/api/telemetry/latest", { items: latest, next_cursor: null });
  answers("/api/alerts", { items: [], next_cursor: null });
}

export const showPits = (me: RenderOptions["me"] = "owner") => renderRoute(Pits, { me, path: paths.pits });

/** What stands in the tile of that name. */
export const pitTile = async (name: string) =>
  within((await screen.findByRole("link", { name })).closest("li") ?? document.body);
