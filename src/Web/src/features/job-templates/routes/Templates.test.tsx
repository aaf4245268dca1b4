import { screen, within } from "@testing-library/react";
import { http } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { paths } from "@/lib/paths";
import { takes } from "../../../../tests/jobs";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import Templates from "./Templates";

const full = {
  template_id: 1,
  name: "Full PPF",
  duration_minutes: 360,
  stages: ["Surface Prep", "Curing"],
  materials: ["PPF film"],
};

beforeEach(() => answers("/api/job-templates", { items: [full] }));

const show = () => renderRoute(Templates, { path: paths.jobTemplates });

test("Each kind of work with its duration, stages and materials", async () => {
  await show();
  const card = within(await screen.findByRole("region", { name: "Full PPF" }));
  expect(card.getByText("6 hrs")).toBeVisible();
  expect(card.getByText("Surface Prep, Curing")).toBeVisible();
  expect(card.getByText("PPF film")).toBeVisible();
});

test("One is added, line by line", async () => {
  const sent = takes("post", "/api/job-templates", { ...full, template_id: 2 }, 201);
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Add a template" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(dialog.getByText("Please fill this in.")).toBeVisible();
  await user.type(dialog.getByRole("textbox", { name: "Name of the work" }), "Wash");
  await user.type(dialog.getByRole("textbox", { name: "Stages" }), "Rinse{Enter} Dry {Enter}");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent).toEqual([{ name: "Wash", duration_minutes: null, stages: ["Rinse", "Dry"], materials: [] }]);
});

test("One is changed; a name that another has is told", async () => {
  server.use(http.put("/api/job-templates/1", () => problem(409, "template_exists")));
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Change Full PPF" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText("There is already a template with this name.")).toBeVisible();
  const sent = takes("put", "/api/job-templates/1", { ...full });
  const minutes = dialog.getByRole("spinbutton", { name: "Duration in minutes" });
  await user.clear(minutes);
  await user.type(minutes, "400");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  await vi.waitFor(() => expect(sent).toMatchObject([{ duration_minutes: 400, stages: full.stages }]));
});

test("One is deleted after a question", async () => {
  const sent = takes("delete", "/api/job-templates/1", null, 204);
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Delete Full PPF" }));
  answers("/api/job-templates", { items: [] });
  await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Delete" }));
  expect(await screen.findByText("There are no templates.")).toBeVisible();
  expect(sent).toHaveLength(1);
});

test("When they cannot be had it says so", async () => {
  refuses("/api/job-templates", 503);
  await show();
  expect(await screen.findByText(/is away for a moment/)).toBeVisible();
});
