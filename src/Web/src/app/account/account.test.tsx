import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import i18next from "i18next";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { theme, units } from "@/lib/preferences";
import { type Me, session } from "@/lib/session/session";
import { App } from "../App";
import { createQueryClient } from "@/lib/api/queryClient";
import { Routers } from "../router";
import { person, signIn } from "../../../tests/render";
import { answers, problem, server } from "../../../tests/server";

/** Live values are no part of these pages. */
class SilentSocket extends EventTarget {
  static readonly OPEN = 1;
  readyState = 0;
  send() {}
  close() {}
}

const token = { access_token: "token", role: "owner", token_type: "Bearer", expires_in: 3_600, refresh_token: null };
const here = {
  session_id: "0199-here",
  created_at: "2026-11-20T08:00:00Z",
  last_used_at: "2026-11-20T09:00:00Z",
  expires_at: "2026-12-20T08:00:00Z",
  client_address: "203.0.113.7",
  user_agent: "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36",
  current: true,
};
const phone = {
  ...here,
  session_id: "0199-phone",
  user_agent: "Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36",
  current: false,
};

/** The whole app at an address, as somebody or as nobody. */
async function open(at: string, me: Me | null) {
  history.replaceState(null, "", at);
  if (me === null) await session.start();
  else await signIn(me);
  const client = createQueryClient();
  render(<App client={client} routers={new Routers(client)} />);
  return userEvent.setup();
}

beforeEach(() => {
  window.innerWidth = 1280;
  vi.stubGlobal("WebSocket", SilentSocket);
  answers("/api/auth/sessions", { items: [here, phone] });
  answers("/api/users/7/devices", []);
  answers("/api/alerts", { items: [], next_cursor: null });
  answers("/api/messages", { items: [], next_cursor: null, unread: 0 });
});

afterEach(() => vi.unstubAllGlobals());

describe("Sign-in", () => {
  const fill = async (user: ReturnType<typeof userEvent.setup>, password: string) => {
    await user.type(await screen.findByRole("textbox", { name: "Username or e-mail" }), "asha");
    await user.type(screen.getByLabelText("Password"), password);
    await user.click(screen.getByRole("button", { name: "Sign in" }));
  };

  test("Nothing is sent without both; a wrong password is said, and the password is at hand again", async () => {
    server.use(http.post("/api/auth/login", () => problem(401, "invalid_credentials")));
    const user = await open("/sign-in", null);
    await user.click(await screen.findByRole("button", { name: "Sign in" }));
    expect(await screen.findAllByText("Please fill this in.")).toHaveLength(2);
    await fill(user, "wrong");
    expect(await screen.findByText(/The username or the password is wrong/)).toBeVisible();
    expect(screen.getByLabelText("Password")).toHaveFocus();
    expect(session.snapshot().kind).toBe("signed_out");
  });

  test("Too many failures say for how many minutes to wait", async () => {
    server.use(
      http.post("/api/auth/login", () => problem(429, "too_many_failures", { headers: { "Retry-After": "840" } })),
    );
    const user = await open("/sign-in", null);
    await fill(user, "wrong");
    expect(await screen.findByText(/Wait 14 min and try again/)).toBeVisible();
  });

  test("Leads by the first password to where somebody wanted to go; the refresh token stays in the cookie", async () => {
    const asked: unknown[] = [];
    let me = person("owner", { username: "asha", password_change_required: true });
    server.use(
      http.post("/api/auth/login", async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json(token);
      }),
      http.get("/api/auth/me", () => HttpResponse.json(me)),
      http.post("/api/auth/password", async ({ request }) => {
        asked.push(await request.json());
        me = { ...me, password_change_required: false };
        return HttpResponse.json({ ...token, access_token: "token-2" });
      }),
    );
    const user = await open("/sign-in?to=%2Faccount", null);
    await fill(user, "Temporary-1");
    expect(await screen.findByRole("heading", { name: "Choose your own password" })).toBeVisible();
    await user.type(screen.getByLabelText("Current password"), "Temporary-1");
    await user.type(screen.getByLabelText("New password"), "My-Own-Pass-9");
    await user.type(screen.getByLabelText("New password again"), "My-Own-Pass-9");
    await user.click(screen.getByRole("button", { name: "Change password" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Account" })).toBeVisible();
    expect(asked).toEqual([
      { username: "asha", password: "Temporary-1", use_cookie: true },
      { current_password: "Temporary-1", new_password: "My-Own-Pass-9" },
    ]);
    expect(location.pathname).toBe("/account");
  });

  test("Says so when a session ended by itself", async () => {
    await open("/account", person("owner"));
    expect(await screen.findByRole("heading", { level: 1, name: "Account" })).toBeVisible();
    session.tokens.end();
    expect(await screen.findByText(/Your session has ended/)).toBeVisible();
  });
});

describe("First password", () => {
  const fill = async (user: ReturnType<typeof userEvent.setup>, next: string, again = next) => {
    const current = await screen.findByLabelText("Current password");
    for (const field of [current, screen.getByLabelText("New password"), screen.getByLabelText("New password again")])
      await user.clear(field);
    await user.type(current, "Temporary-1");
    await user.type(screen.getByLabelText("New password"), next);
    await user.type(screen.getByLabelText("New password again"), again);
    await user.click(screen.getByRole("button", { name: "Change password" }));
  };

  test("Its rules are told before anything is sent; a wrong current one is said at its field", async () => {
    let sent = 0;
    server.use(
      http.post("/api/auth/password", () => {
        sent++;
        return problem(400, "validation_failed", { errors: { current_password: ["is wrong"] } });
      }),
    );
    const user = await open("/pits", person("staff", { password_change_required: true }));
    const rule = "At least 8 characters, with an upper-case letter and a digit.";
    for (const bad of ["Short-1", "no-upper-1", "No-Digit-At-All"]) {
      await fill(user, bad);
      await waitFor(() => expect(screen.getAllByText(rule)).toHaveLength(2));
    }
    await fill(user, "My-Own-Pass-9", "My-Own-Pass-8");
    expect(await screen.findByText("The two passwords differ.")).toBeVisible();
    expect(sent).toBe(0);
    await fill(user, "My-Own-Pass-9");
    expect(await screen.findByText("This is not your current password.")).toBeVisible();
    expect(screen.getByLabelText("Current password")).toBeInvalid();
    expect(sent).toBe(1);
  });
});

describe("Account", () => {
  afterEach(async () => {
    theme.set("system");
    units.set("metric");
    await i18next.changeLanguage("en");
  });

  test("Language, appearance and units take effect and are kept", async () => {
    i18next.addResourceBundle("th", "shell", { account: { title: "บัญชี", language: "ภาษา" } });
    const user = await open("/account", person("owner"));
    await user.click(await screen.findByRole("radio", { name: "Dark" }));
    expect(document.documentElement).toHaveAttribute("data-theme", "dark");
    expect(localStorage.getItem("platform.theme")).toBe('"dark"');
    await user.click(screen.getByRole("radio", { name: "°F, inHg" }));
    expect(localStorage.getItem("platform.units")).toBe('"imperial"');
    await user.selectOptions(screen.getByRole("combobox", { name: "Language" }), "ไทย");
    expect(await screen.findByRole("heading", { level: 1, name: "บัญชี" })).toBeVisible();
    expect(localStorage.getItem("platform.language")).toBe('"th"');
  });

  test("A session elsewhere can be ended, this one cannot", async () => {
    const ended: string[] = [];
    server.use(
      http.delete("/api/auth/sessions/:id", ({ params }) => {
        ended.push(String(params["id"]));
        answers("/api/auth/sessions", { items: [here] });
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const user = await open("/account", person("owner"));
    const sessions = within(await screen.findByRole("region", { name: "Where you are signed in" }));
    expect(await sessions.findByText("Chrome · Android")).toBeVisible();
    expect(sessions.getByText("this device")).toBeVisible();
    await user.click(sessions.getByRole("button", { name: "Sign out there" }));
    await waitFor(() => expect(sessions.queryByText("Chrome · Android")).not.toBeInTheDocument());
    expect(ended).toEqual(["0199-phone"]);
    expect(sessions.getByText("Chrome · Windows")).toBeVisible();
  });

  test("Signing out everywhere asks first, and then ends this session too", async () => {
    let asked = 0;
    server.use(
      http.post("/api/auth/logout-everywhere", () => {
        asked++;
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const user = await open("/account", person("owner"));
    const sessions = within(await screen.findByRole("region", { name: "Where you are signed in" }));
    await user.click(await sessions.findByRole("button", { name: "Sign out everywhere" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    expect(dialog.getByText(/this one too, have to sign in again/)).toBeVisible();
    expect(asked).toBe(0);
    await user.click(dialog.getByRole("button", { name: "Sign out everywhere" }));
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeVisible();
    expect(screen.queryByText(/Your session has ended/)).not.toBeInTheDocument();
    expect(asked).toBe(1);
  });
});
