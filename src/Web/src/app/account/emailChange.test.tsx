import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { session } from "@/lib/session/session";
import { person, renderRoute } from "../../../tests/render";
import { answers, problem, server } from "../../../tests/server";
import { createQueryClient } from "@/lib/api/queryClient";
import { App } from "../App";
import { Routers } from "../router";
import ConfirmEmail from "./ConfirmEmail";
import { EmailForm } from "./EmailForm";

/** Answers a POST, one reply after the other; what was sent. */
function takes(path: string, ...replies: (() => Response)[]): unknown[] {
  const bodies: unknown[] = [];
  server.use(
    http.post(path, async ({ request }) => {
      bodies.push(await request.json());
      return replies[Math.min(bodies.length, replies.length) - 1]?.() ?? HttpResponse.error();
    }),
  );
  return bodies;
}

const me = person("owner", { email: "asha@example.com" });

test("Another address takes the password; what is refused is said at its field, and the former address counts until the link was followed", async () => {
  const sent = takes(
    "/api/auth/me/email",
    () => problem(400, "invalid_request", { errors: { password: ["is not your password"] } }),
    () => HttpResponse.json({ message: "A mail is on its way." }, { status: 202 }),
  );
  const { user } = await renderRoute(EmailForm, { me, path: paths.account });
  expect(screen.getByText(/Mails go to asha@example.com/)).toBeVisible();
  const address = screen.getByRole("textbox", { name: "New address" });
  const password = screen.getByLabelText("Current password");
  const submit = screen.getByRole("button", { name: "Send the link" });
  await user.type(address, "asha@");
  await user.click(submit);
  expect(await screen.findByText("An address such as name@example.com.")).toBeVisible();
  expect(screen.getByText("Please fill this in.")).toBeVisible();
  expect(sent).toEqual([]);
  await user.type(address, "new.example.com");
  await user.type(password, "Wrong-Day-7");
  await user.click(submit);
  expect(await screen.findByText("is not your password")).toBeVisible();
  expect(address).toHaveValue("asha@new.example.com");
  await user.clear(password);
  await user.type(password, "Right-Day-7");
  await user.click(submit);
  expect(await screen.findByText(/Follow the link in the mail to asha@new.example.com/)).toBeVisible();
  expect(password).toHaveValue("");
  expect(screen.getByText(/Mails go to asha@example.com/)).toBeVisible();
  expect(sent.at(-1)).toEqual({ email: "asha@new.example.com", password: "Right-Day-7", language: "en" });
});

test("Who signs in with the address is told that it is so, and who has none that there is none", async () => {
  const { unmount } = await renderRoute(EmailForm, {
    me: { ...me, username: "asha@example.com", email: "Asha@example.com" },
    path: paths.account,
  });
  expect(screen.getByText("Mails go to Asha@example.com, and you sign in with it.")).toBeVisible();
  unmount();
  await renderRoute(EmailForm, { me: { ...me, email: null }, path: paths.account });
  expect(screen.getByText("Your account has no e-mail address yet.")).toBeVisible();
});

test("Who is locked out after wrong passwords is told", async () => {
  takes("/api/auth/me/email", () => problem(429, "too_many_failures"));
  const { user } = await renderRoute(EmailForm, { me, path: paths.account });
  await user.type(screen.getByRole("textbox", { name: "New address" }), "asha@new.example.com");
  await user.type(screen.getByLabelText("Current password"), "Wrong-Day-7");
  await user.click(screen.getByRole("button", { name: "Send the link" }));
  expect(await screen.findByText(/Too many failed attempts/)).toBeVisible();
});

const at = `${paths.confirmEmail}?token=abc`;

test("The link of the mail is used by a press, and whoever is signed in here has the new address at once", async () => {
  const sent = takes("/api/auth/email-change/confirm", () => new HttpResponse(null, { status: 204 }));
  const { user } = await renderRoute(ConfirmEmail, { me, path: paths.confirmEmail, at });
  answers("/api/auth/me", { ...me, email: "asha@new.example.com" });
  expect(sent).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Confirm the new address" }));
  expect(await screen.findByText("The address is changed")).toBeVisible();
  expect(sent).toEqual([{ token: "abc" }]);
  const state = session.snapshot();
  expect(state.kind === "signed_in" && state.me.email).toBe("asha@new.example.com");
  expect(screen.getByRole("link", { name: "Account settings" })).toBeVisible();
});

test.each([
  [410, "link_over", "This link is not good any more"],
  [409, "address_taken", "This address has another account"],
] as const)("A link that comes to nothing (%i) says why", async (status, code, title) => {
  takes("/api/auth/email-change/confirm", () => problem(status, code));
  const { user } = await renderRoute(ConfirmEmail, { me, path: paths.confirmEmail, at });
  await user.click(screen.getByRole("button", { name: "Confirm the new address" }));
  expect(await screen.findByText(title)).toBeVisible();
});

test("Who is not signed in follows the link too, and is led to the sign-in; when the platform is away another press tries again", async () => {
  const sent = takes(
    "/api/auth/email-change/confirm",
    () => problem(503, "unavailable"),
    () => new HttpResponse(null, { status: 204 }),
  );
  history.replaceState(null, "", at);
  await session.start();
  const client = createQueryClient();
  render(<App client={client} routers={new Routers(client)} />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "Confirm the new address" }));
  expect(await screen.findByText(/is away for a moment/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Confirm the new address" }));
  expect(await screen.findByRole("link", { name: "Sign in" })).toHaveAttribute("href", paths.signIn);
  expect(sent).toHaveLength(2);
});
