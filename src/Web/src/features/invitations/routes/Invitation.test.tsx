import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { householder } from "../../../../tests/controllers";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, server } from "../../../../tests/server";
import Invitation from "./Invitation";

const offer = {
  device_name: "Living room",
  device_type: "4Relay",
  access_level: "viewer",
  kind: "share",
  from_name: "Ravi",
  until: "2026-12-24T20:00:00Z",
  expires_at: "2026-11-30T08:00:00Z",
};
const open = () =>
  renderRoute(Invitation, { path: paths.invitation.pattern, at: "/invitations/the-token", me: householder() });

test("Says who shares what with which account and until when, and leads to the device", async () => {
  let accepted = 0;
  answers("/api/invitations/the-token", offer);
  server.use(
    http.post("/api/invitations/the-token/accept", () => {
      accepted++;
      return HttpResponse.json({ device_id: "RY4-1", access_level: "viewer" });
    }),
  );
  const { user } = await open();
  const card = await screen.findByRole("region", { name: "Ravi shares “Living room” with you" });
  expect(card).toHaveTextContent(/You maysee it.*Until24 Dec 2026.*With the accountasha@example.com/);
  expect(accepted).toBe(0);
  await user.click(screen.getByRole("button", { name: "Accept" }));
  expect(await screen.findByText("at /home/RY4-1")).toBeVisible();
  expect(accepted).toBe(1);
});

test("A transfer is told as one", async () => {
  answers("/api/invitations/the-token", { ...offer, kind: "transfer", access_level: "owner", until: null });
  await open();
  expect(await screen.findByRole("region", { name: "Ravi gives you “Living room”" })).toHaveTextContent(
    "everything: it becomes yours",
  );
  expect(screen.getByRole("button", { name: "Take the device" })).toBeVisible();
});

test("One that is over says so, before and after it is accepted", async () => {
  server.use(http.get("/api/invitations/the-token", () => problem(410, "invitation_over")));
  const { unmount } = await open();
  expect(await screen.findByText("This invitation is over.")).toBeVisible();
  unmount();
  answers("/api/invitations/the-token", offer);
  server.use(http.post("/api/invitations/the-token/accept", () => problem(410, "invitation_over")));
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "Accept" }));
  expect(await screen.findByText("This invitation is over.")).toBeVisible();
});
