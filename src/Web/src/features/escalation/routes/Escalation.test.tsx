import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import Escalation from "./Escalation";

const chain = {
  enabled: true,
  min_severity: "critical",
  steps: [{ after_minutes: 5, user_ids: [12], channels: ["sms"] }],
};
let sent: unknown[] = [];

beforeEach(() => {
  sent = [];
  answers("/api/escalation", chain);
  server.use(
    http.get("/api/users", ({ request }) => {
      const isOwner = new URL(request.url).searchParams.get("role") === "owner";
      return HttpResponse.json({
        items: isOwner
          ? [{ user_id: 7, name: "Asha", username: "asha", disabled: false }]
          : [
              { user_id: 12, name: null, username: "ravi", disabled: false },
              { user_id: 13, name: "Gone", username: "gone", disabled: true },
            ],
        next_cursor: null,
      });
    }),
  );
});

const show = () => renderRoute(Escalation, { path: paths.escalation });
const step = async (name: string) => within(await screen.findByRole("listitem", { name }));

test("Steps are added, changed and removed, and saved as a whole", async () => {
  server.use(
    http.put("/api/escalation", async ({ request }) => {
      const body = (await request.json()) as object;
      sent.push(body);
      return HttpResponse.json(body);
    }),
  );
  const { user } = await show();
  const first = await step("Step 1");
  expect(first.getByRole("spinbutton")).toHaveValue(5);
  expect(first.getByRole("checkbox", { name: "ravi" })).toBeChecked();
  expect(first.queryByRole("checkbox", { name: "Gone" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Add a step" }));
  const second = await step("Step 2");
  expect(second.getByRole("spinbutton")).toHaveValue(10);
  await user.click(second.getByRole("checkbox", { name: "Asha" }));
  await user.click(second.getByRole("checkbox", { name: "Push" }));
  await user.click(screen.getByRole("button", { name: "Remove step 1" }));
  await user.selectOptions(screen.getByRole("combobox"), "Warning");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved.")).toBeVisible();
  expect(sent).toEqual([
    {
      enabled: true,
      min_severity: "warning",
      steps: [{ after_minutes: 10, user_ids: [7], channels: ["sms", "in_app"] }],
    },
  ]);
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
});

test("What the platform says of the steps stands beside them", async () => {
  server.use(
    http.put("/api/escalation", () =>
      problem(400, "validation_failed", { errors: { steps: ["each must be later than the one before"] } }),
    ),
  );
  const { user } = await show();
  const minutes = (await step("Step 1")).getByRole("spinbutton");
  await user.clear(minutes);
  await user.type(minutes, "0");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("each must be later than the one before")).toBeVisible();
});

test("Without steps it says so; a failure can be tried again", async () => {
  refuses("/api/escalation", 503);
  const { user } = await show();
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  answers("/api/escalation", { enabled: false, min_severity: "critical", steps: [] });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText(/There are no steps yet/)).toBeVisible();
});
