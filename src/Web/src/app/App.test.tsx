import { render, screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, expect, test, vi } from "vitest";
import { createQueryClient } from "@/lib/api/queryClient";
import { paths } from "@/lib/paths";
import { signIn } from "../../tests/render";
import { answers, server } from "../../tests/server";
import { acceptLive } from "../../tests/socket";
import { App } from "./App";
import { Routers } from "./router";

afterEach(() => vi.unstubAllGlobals());

test("What came between the first answers and the first live connection is seen when it stands", async () => {
  let unread = 0;
  answers("/api/alerts", { items: [], next_cursor: null });
  server.use(http.get("/api/messages", () => HttpResponse.json({ items: [], next_cursor: null, unread })));
  answers("/api/users/:id/devices", { items: [], next_cursor: null });
  answers("/api/auth/sessions", { items: [], next_cursor: null });
  await signIn("customer");
  history.replaceState(null, "", paths.account);
  const accept = acceptLive();
  const client = createQueryClient();
  render(<App client={client} routers={new Routers(client)} />);
  expect(await screen.findByRole("link", { name: "Messages" })).toBeVisible();
  unread = 1;
  await accept();
  expect(await screen.findByRole("link", { name: "Messages, 1 unread" })).toBeVisible();
});
