import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { alert, alertEvent } from "../../../../tests/alerts";
import { fromNow, job, jobStatus } from "../../../../tests/jobs";
import { answersPits, pitTile, showPits } from "../../../../tests/pitGrid";
import { pitOf } from "../../../../tests/pits";
import { answers, refuses } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";

test("The running job's car and its time stand in the tile, and go when it ends", async () => {
  answersPits([pitOf(1), pitOf(2)], [], [job({ estimated_end_time: fromNow(65.2) })]);
  await showPits();
  const socket = await connectLive();
  const first = await pitTile("Pit 1");
  expect(await first.findByText(/Honda City/)).toBeVisible();
  expect(first.getByText(/KA 01 AB 1234 · /)).toBeVisible();
  expect(first.getByText("1 hr 5 mins left")).toBeVisible();
  expect((await pitTile("Pit 2")).getByText("No job running")).toBeVisible();
  answers("/api/jobs", [{ ...job({ estimated_end_time: fromNow(-10.2), version: 6 }) }]);
  socket.say(jobStatus({ status: "in_progress", estimated_end_time: fromNow(-10.2) }));
  expect(await first.findByText("10 mins over")).toBeVisible();
  answers("/api/jobs", []);
  socket.say(jobStatus({ status: "completed", version: 7 }));
  expect(await first.findByText("No job running")).toBeVisible();
});

test("Overdue work is marked", async () => {
  answersPits([pitOf(1)], [], [job({ estimated_end_time: fromNow(-10.2) })]);
  await showPits();
  expect(await (await pitTile("Pit 1")).findByText("10 mins over")).toHaveClass("text-bad");
});

test("Nothing is said of jobs that cannot be known: to customers of others' cars, and while the service is away", async () => {
  answersPits([pitOf(1)]);
  const { unmount } = await showPits("customer");
  await pitTile("Pit 1");
  expect(screen.queryByText("No job running")).toBeNull();
  unmount();
  answersPits([pitOf(1)]);
  refuses("/api/jobs", 503);
  await showPits();
  await pitTile("Pit 1");
  expect(screen.queryByText("No job running")).toBeNull();
});

test("The worst of a pit's alerts stands on its tile, live; a customer has none", async () => {
  answersPits([pitOf(1), pitOf(2)]);
  answers("/api/alerts", {
    items: [alert({ alert_id: 1, severity: "warning", alert_type: "humidity_high" }), alert({ alert_id: 2 })],
    next_cursor: null,
  });
  const { unmount } = await showPits();
  const socket = await connectLive();
  const first = await pitTile("Pit 1");
  expect(await first.findByText("Critical alert")).toBeVisible();
  expect((await pitTile("Pit 2")).queryByText(/alert/i)).not.toBeInTheDocument();
  socket.say(alertEvent({ alert_id: 2, status: "cleared" }));
  expect(await first.findByText("Alert")).toBeVisible();
  unmount();
  refuses("/api/alerts", 403);
  await showPits("customer");
  expect((await pitTile("Pit 1")).queryByText(/alert/i)).not.toBeInTheDocument();
});
