import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { session } from "@/lib/session/session";
import { householder } from "../../../tests/controllers";
import { answers, problem, server } from "../../../tests/server";
import { App } from "../App";
import { createQueryClient } from "@/lib/api/queryClient";
import { Routers } from "../router";

/** Live values are no part of these pages. */
class SilentSocket extends EventTarget {
  static readonly OPEN = 1;
  readyState = 0;
  send() {}
  close() {}
}

const token = { access_token: "token", role: "owner", token_type: "Bearer", expires_in: 3_600, refresh_token: null };
const setup = "/setup?sn=RY4-7KQ2M9XAD";
let asked: unknown[] = [];

/** The whole app at an address, with nobody signed in. */
async function open(at: string) {
  history.replaceState(null, "", at);
  await session.start();
  const client = createQueryClient();
  render(<App client={client} routers={new Routers(client)} />);
  return userEvent.setup();
}

function takes(path: string, ...replies: (() => Response)[]) {
  let count = 0;
  server.use(
    http.post(path, async ({ request }) => {
      asked.push(await request.json());
      return replies[Math.min(count++, replies.length - 1)]?.() ?? HttpResponse.error();
    }),
  );
}

beforeEach(() => {
  asked = [];
  vi.stubGlobal("WebSocket", SilentSocket);
  answers("/api/alerts", { items: [], next_cursor: null });
  answers("/api/messages", { items: [], next_cursor: null, unread: 0 });
});
afterEach(() => vi.unstubAllGlobals());

describe("Sign-up", () => {
  test("The sign-in leads to it with the way back; the rules are told first, what the platform says of a field at the field", async () => {
    takes(
      "/api/auth/sign-up",
      () => problem(400, "invalid_request", { errors: { password: ["is on the list of known passwords"] } }),
      () => HttpResponse.json({ message: "A mail is on its way." }, { status: 202 }),
    );
    const user = await open(`/sign-in?to=${encodeURIComponent(setup)}`);
    await user.click(await screen.findByRole("link", { name: "Create an account" }));
    const name = await screen.findByRole("textbox", { name: "Your name" });
    await user.type(screen.getByRole("textbox", { name: "E-mail" }), "asha@");
    await user.type(screen.getByLabelText("Password"), "short");
    await user.click(screen.getByRole("button", { name: "Create account" }));
    expect(await screen.findByText("An address such as name@example.com.")).toBeVisible();
    expect(name).toBeInvalid();
    expect(asked).toEqual([]);
    await user.type(name, "Asha");
    await user.type(screen.getByRole("textbox", { name: "E-mail" }), "example.com");
    await user.clear(screen.getByLabelText("Password"));
    await user.type(screen.getByLabelText("Password"), "Password1");
    await user.click(screen.getByRole("button", { name: "Create account" }));
    expect(await screen.findByText("is on the list of known passwords")).toBeVisible();
    await user.type(screen.getByLabelText("Password"), "-longer");
    await user.click(screen.getByRole("button", { name: "Create account" }));
    expect(await screen.findByText(/We have written to asha@example.com/)).toBeVisible();
    expect(asked[1]).toMatchObject({
      name: "Asha",
      email: "asha@example.com",
      password: "Password1-longer",
      language: "en",
      return_to: setup,
    });
  });
});

describe("The mail's link", () => {
  const confirmed = () => {
    takes("/api/auth/verify", () => HttpResponse.json(token));
    answers("/api/auth/me", { ...householder() });
    answers("/api/users/7/devices", []);
    answers("/api/device-types", { items: [] });
  };

  test("signs in by a press, once, and leads to where somebody was on the way to", async () => {
    confirmed();
    const user = await open("/verify?token=the-token&to=%2Fhome%3Fshow%3Doffline");
    const press = await screen.findByRole("button", { name: "Confirm and go on" });
    expect(asked).toEqual([]);
    await user.click(press);
    expect(await screen.findByRole("heading", { level: 1, name: "Home" })).toBeVisible();
    expect(location.pathname + location.search).toBe("/home?show=offline");
    expect(asked).toEqual([{ token: "the-token", use_cookie: true }]);
    // The household's own entries, and none of a workshop's.
    expect(screen.getAllByRole("link", { name: "Groups" }).length).toBeGreaterThan(0);
    expect(screen.queryByRole("link", { name: "Pits" })).not.toBeInTheDocument();
  });

  test("without a word of where to goes where the sign-up began, and never to another origin", async () => {
    confirmed();
    localStorage.setItem("platform.way-back", '"/home?show=shared"');
    const user = await open("/verify?token=the-token&to=https%3A%2F%2Fevil.example%2F");
    await user.click(await screen.findByRole("button", { name: "Confirm and go on" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Home" })).toBeVisible();
    expect(location.pathname + location.search).toBe("/home?show=shared");
    expect(localStorage.getItem("platform.way-back")).toBeNull();
  });

  test("that was used says so and what to do; without an answer it can be pressed again", async () => {
    takes(
      "/api/auth/verify",
      () => problem(503, "service_unavailable"),
      () => problem(410, "link_over"),
    );
    const user = await open("/verify?token=the-token");
    await user.click(await screen.findByRole("button", { name: "Confirm and go on" }));
    expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Confirm and go on" }));
    expect(await screen.findByRole("heading", { name: "This link is not good any more" })).toBeVisible();
    expect(session.snapshot().kind).toBe("signed_out");
  });
});

describe("A forgotten password", () => {
  test("The answer is the same for every address", async () => {
    takes("/api/auth/password-reset", () => HttpResponse.json({ message: "If there is one…" }, { status: 202 }));
    const user = await open("/sign-in");
    await user.click(await screen.findByRole("link", { name: "Forgot the password?" }));
    await user.type(await screen.findByRole("textbox", { name: "E-mail" }), "asha@example.com");
    await user.click(screen.getByRole("button", { name: "Send the link" }));
    expect(await screen.findByText(/If asha@example.com has an account here/)).toBeVisible();
    expect(asked).toEqual([{ email: "asha@example.com", language: "en" }]);
  });

  test("A new one is chosen twice the same; a link that is over says so", async () => {
    takes("/api/auth/password-reset/confirm", () => new HttpResponse(null, { status: 204 }));
    const user = await open("/password-reset?token=the-token");
    await user.type(await screen.findByLabelText("New password"), "My-Own-Pass-9");
    await user.type(screen.getByLabelText("New password again"), "My-Own-Pass-8");
    await user.click(screen.getByRole("button", { name: "Change password" }));
    expect(await screen.findByText("The two passwords differ.")).toBeVisible();
    expect(asked).toEqual([]);
    await user.clear(screen.getByLabelText("New password again"));
    await user.type(screen.getByLabelText("New password again"), "My-Own-Pass-9");
    await user.click(screen.getByRole("button", { name: "Change password" }));
    expect(await screen.findByRole("heading", { name: "The password is changed" })).toBeVisible();
    expect(asked).toEqual([{ token: "the-token", new_password: "My-Own-Pass-9" }]);
  });

  test("A link that is over leads to another one", async () => {
    takes("/api/auth/password-reset/confirm", () => problem(410, "link_over"));
    const user = await open("/password-reset?token=old");
    await user.type(await screen.findByLabelText("New password"), "My-Own-Pass-9");
    await user.type(screen.getByLabelText("New password again"), "My-Own-Pass-9");
    await user.click(screen.getByRole("button", { name: "Change password" }));
    expect(await screen.findByRole("link", { name: "Send the link" })).toHaveAttribute("href", "/password-reset");
  });
});
