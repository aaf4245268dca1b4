import { screen, within } from "@testing-library/react";
import { http } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { job, takes } from "../../../../tests/jobs";
import { pitOf } from "../../../../tests/pits";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, server } from "../../../../tests/server";
import Board from "../routes/Board";

const template = (name: string, minutes: number | null) => ({
  template_id: name.length,
  name,
  duration_minutes: minutes,
  stages: ["Surface Prep"],
  materials: [],
});

beforeEach(() => {
  answers("/api/pits", { items: [pitOf(1), pitOf(2)], next_cursor: null });
  answers("/api/jobs", [job()] as never);
  answers("/api/jobs/watching", { items: [] });
  answers("/api/job-templates", { items: [template("Full PPF", 360), template("Custom", null)] });
});

test("A job is taken on from a template, and the new customer's sign-in is shown once", async () => {
  const sent = takes(
    "post",
    "/api/jobs",
    { job_id: 40, customer_credentials: { username: "meera.iyer", password: "Blue-Lake-42" } },
    201,
  );
  const { user } = await renderRoute(Board, { path: paths.jobs });
  await screen.findByRole("article", { name: /Honda City/ });
  await user.click(screen.getByRole("button", { name: "New job in Pit 2" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(await dialog.findByRole("button", { name: "Create the job" }));
  expect(dialog.getAllByText("Please fill this in.")).toHaveLength(3);
  await user.type(dialog.getByRole("textbox", { name: "Customer's name" }), "Meera Iyer");
  await user.type(dialog.getByRole("textbox", { name: "Phone" }), "98123 45678");
  await user.type(dialog.getByRole("textbox", { name: "Car" }), "Honda City");
  await user.type(dialog.getByRole("textbox", { name: "Plate" }), "KA 01 AB 1234");
  await user.click(dialog.getByRole("button", { name: "Create the job" }));
  expect(await dialog.findByText("meera.iyer")).toBeVisible();
  expect(dialog.getByText("Blue-Lake-42")).toBeVisible();
  expect(sent).toEqual([
    {
      customer_name: "Meera Iyer",
      customer_phone: "98123 45678",
      customer_email: null,
      customer_language: "en",
      car_model: "Honda City",
      car_plate: "KA 01 AB 1234",
      pit_id: 102,
      work_type: "Full PPF",
      estimated_duration_minutes: 360,
    },
  ]);
  await user.click(dialog.getByRole("button", { name: "Done" }));
  await user.click(screen.getByRole("button", { name: "New job in Pit 2" }));
  expect(screen.queryByText("Blue-Lake-42")).toBeNull();
});

test("Work without a usual duration asks for it; what the platform refuses stands at its field", async () => {
  server.use(
    http.post("/api/jobs", () =>
      problem(400, "invalid", { errors: { customer_phone: ["must be a telephone number"] } }),
    ),
  );
  const { user } = await renderRoute(Board, { path: paths.jobs });
  await screen.findByRole("article", { name: /Honda City/ });
  await user.click(screen.getByRole("button", { name: "New job" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.selectOptions(await dialog.findByRole("combobox", { name: "Work" }), "Custom");
  await user.type(dialog.getByRole("textbox", { name: "Customer's name" }), "Meera Iyer");
  await user.type(dialog.getByRole("textbox", { name: "Car" }), "Honda City");
  await user.type(dialog.getByRole("textbox", { name: "Plate" }), "KA 01");
  await user.click(dialog.getByRole("button", { name: "Create the job" }));
  expect(dialog.getByText("A whole number from 1 to 43200.")).toBeVisible();
  await user.type(dialog.getByRole("spinbutton", { name: "Duration in minutes" }), "90");
  await user.click(dialog.getByRole("button", { name: "Create the job" }));
  expect(await dialog.findByText("must be a telephone number")).toBeVisible();
  expect(dialog.getByRole("textbox", { name: "Phone" })).toBeInvalid();
});

test("A customer who is known signs in as before", async () => {
  takes("post", "/api/jobs", { job_id: 40, customer_credentials: null }, 201);
  const { user } = await renderRoute(Board, { path: paths.jobs });
  await screen.findByRole("article", { name: /Honda City/ });
  await user.click(screen.getByRole("button", { name: "New job" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(await dialog.findByRole("textbox", { name: "Customer's name" }), "Meera Iyer");
  await user.type(dialog.getByRole("textbox", { name: "Car" }), "Honda City");
  await user.type(dialog.getByRole("textbox", { name: "Plate" }), "KA 01");
  await user.click(dialog.getByRole("button", { name: "Create the job" }));
  expect(await dialog.findByText("This customer has an account already.")).toBeVisible();
});
