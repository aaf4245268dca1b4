import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { data, telemetry } from "@/lib/api/client";
import { ApiError } from "@/lib/api/problem";
import { useLiveEvent } from "@/lib/live";
import type { LivePoint, Point } from "../chart/series";
import { detailOf, type Level, levelFor, type Range, ranges, type View } from "../chart/view";

/** What was asked for, and what came. */
export interface History {
  view: View;
  level: Level;
  points: Point[];
}

async function ask(pitId: number, view: View, level: Level, signal: AbortSignal): Promise<History> {
  const query = { from: new Date(view.from).toISOString(), to: new Date(view.to).toISOString(), resolution: level };
  try {
    const points = await data(
      telemetry.GET("/api/pits/{pit_id}/sensors/history", { params: { path: { pit_id: pitId }, query }, signal }),
    );
    return { view, level, points };
  } catch (error) {
    // A pit that never had a reading: whether the pit itself is the reader's is told by the pit.
    if (error instanceof ApiError && error.status === 404) return { view, level, points: [] };
    throw error;
  }
}

/** The last hour, day, week or 90 days, until now. */
export function useHistory(pitId: number, range: Range) {
  const span = ranges[range];
  return useQuery({
    queryKey: ["pits", "history", pitId, range],
    staleTime: 60_000,
    meta: { flows: true },
    // Live values come by themselves at the finer levels; hours and days are asked for again now and then.
    refetchInterval: 5 * 60_000,
    queryFn: ({ signal }) => {
      const to = Date.now();
      return ask(pitId, { from: to - span, to }, levelFor(span), signal);
    },
  });
}

/** The finer points of a closer look. What was there before stays until they are. */
export function useDetail(pitId: number, view: View | null) {
  const settled = useSettled(view);
  const detail = settled === null ? null : detailOf(settled);
  return useQuery({
    queryKey: ["pits", "history", pitId, "detail", detail],
    enabled: detail !== null,
    staleTime: 60_000,
    meta: { flows: true },
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      if (detail === null) throw new Error("There is no closer look.");
      const { level, ...asked } = detail;
      return ask(pitId, asked, level, signal);
    },
  });
}

/** While somebody is zooming nothing is asked for. */
function useSettled(view: View | null): View | null {
  const [settled, setSettled] = useState(view);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(view), view === null ? 0 : 200);
    return () => clearTimeout(timer);
  }, [view]);
  return settled;
}

/** Readings that came in since `since`, handed on once a second at most. */
export function useLivePoints(pitId: number, since: number): readonly LivePoint[] {
  const [points, setPoints] = useState<readonly LivePoint[]>([]);
  const waiting = useRef<{ at: number; point: LivePoint }[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useLiveEvent("sensor_update", (event) => {
    if (event.pit_id !== pitId) return;
    waiting.current.push({ at: Date.now(), point: event });
    timer.current ??= setTimeout(() => {
      timer.current = null;
      setPoints(waiting.current.map(({ point }) => point));
    }, 1_000);
  });
  useEffect(() => {
    // What the newest answer holds already is not added twice.
    waiting.current = waiting.current.filter(({ at }) => at > since);
    setPoints(waiting.current.map(({ point }) => point));
  }, [since]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return points;
}
