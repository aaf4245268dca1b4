import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import People from "./People";
import { account } from "./people.fixture";

beforeEach(() => {
  window.innerWidth = 1280;
  answers("/api/users", {
    items: [
      account(),
      account({ user_id: 32, username: "ravi", name: null, password_is_temporary: true, last_sign_in_at: null }),
      account({ user_id: 33, username: "old", name: "Old Hand", disabled: true }),
    ],
    next_cursor: null,
  });
});

const show = (at: string = paths.people) => renderRoute(People, { path: paths.people, at });

test("Shows who is there and in what state, and leads to each", async () => {
  await show();
  expect(await screen.findByRole("link", { name: "Dev Patel" })).toHaveAttribute("href", "/people/31");
  const [, dev, ravi, old] = screen.getAllByRole("row");
  expect(dev).toHaveTextContent("Active");
  expect(ravi).toHaveTextContent(/^ravi.*Temporary password.*Never$/);
  expect(old).toHaveTextContent("Disabled");
});

test("Nobody yet, nobody who matches, and a failure are said as what they are", async () => {
  answers("/api/users", { items: [], next_cursor: null });
  const first = await show();
  expect(await screen.findByText("Nobody but you yet")).toBeVisible();
  first.unmount();
  const second = await show("/people?role=customer");
  expect(await screen.findByText("Nobody matches")).toBeVisible();
  second.unmount();
  refuses("/api/users", 403, "forbidden");
  await show();
  expect(await screen.findByText("Your role does not allow this.")).toBeVisible();
});

test("What is searched for is asked of the platform and stands in the address", async () => {
  const asked: string[] = [];
  server.use(
    http.get("/api/users", ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ items: [account()], next_cursor: null });
    }),
  );
  const { user, router } = await show();
  await user.click(await screen.findByRole("button", { name: "Customer" }));
  await user.type(screen.getByRole("searchbox"), "dev");
  await waitFor(() => expect(asked).toContain("?search=dev&role=customer"));
  expect(router.state.location.search).toBe("?role=customer&search=dev");
});

test("A new account: a taken name is said at its field, the password is shown once", async () => {
  const asked: { body: unknown; key: string | null }[] = [];
  server.use(
    http.post("/api/users", async ({ request }) => {
      asked.push({ body: await request.json(), key: request.headers.get("Idempotency-Key") });
      return asked.length === 1
        ? problem(409, "username_taken", { detail: "dev is taken." })
        : HttpResponse.json(
            { ...account({ user_id: 34, username: "dev.2", name: "Dev" }), temporary_password: "Temp-Pass-9" },
            { status: 201 },
          );
    }),
  );
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Add person" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("button", { name: "Add" }));
  expect(await dialog.findByText("Please fill this in.")).toBeVisible();
  expect(asked).toEqual([]);

  const username = dialog.getByRole("textbox", { name: /Username/ });
  await user.type(username, "dev");
  await user.selectOptions(dialog.getByRole("combobox", { name: /Role/ }), "customer");
  await user.type(dialog.getByRole("textbox", { name: "Name" }), "Dev");
  await user.click(dialog.getByRole("button", { name: "Add" }));
  expect(await dialog.findByText("This username is taken.")).toBeVisible();
  expect(username).toBeInvalid();

  await user.type(username, ".2");
  await user.click(dialog.getByRole("button", { name: "Add" }));
  expect(await screen.findByText("Temp-Pass-9")).toBeVisible();
  expect(asked[1]?.body).toEqual({
    username: "dev.2",
    role: "customer",
    name: "Dev",
    email: null,
    phone: null,
    workshop_id: null,
  });
  // Another body is another request.
  expect(asked[1]?.key).not.toBe(asked[0]?.key);
  await user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByText("Temp-Pass-9")).not.toBeInTheDocument());
  await user.click(screen.getByRole("button", { name: "Add person" }));
  expect(await screen.findByRole("textbox", { name: /Username/ })).toHaveValue("");
});
