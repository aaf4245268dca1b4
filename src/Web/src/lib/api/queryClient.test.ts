import { notifyManager } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { tellNewsTogether } from "./queryClient";

afterEach(() => notifyManager.setScheduler((notify) => setTimeout(notify, 0)));

test("News that come within a frame are told in one go, the next ones in another", () => {
  vi.useFakeTimers();
  tellNewsTogether();
  const told: string[] = [];
  notifyManager.schedule(() => told.push("pits"));
  vi.advanceTimersByTime(10);
  notifyManager.schedule(() => told.push("jobs"));
  vi.advanceTimersByTime(5);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(["pits", "jobs"]);
  notifyManager.schedule(() => told.push("alerts"));
  vi.advanceTimersByTime(16);
  expect(told).toEqual(["pits", "jobs", "alerts"]);
});
