import { screen, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { person, renderRoute } from "../../../../tests/render";
import { answers } from "../../../../tests/server";
import type { Preferences } from "../model/preferences";
import MessagePreferences from "./MessagePreferences";

const none = { sms: false, whatsapp: false, email: false, push: false, in_app: false };
const preferences: Preferences = {
  language: null,
  time_zone: null,
  quiet_hours: null,
  schedule: null,
  kinds: [
    { kind: "job_credentials", channels: { ...none, sms: true, email: true }, is_fixed: true },
    { kind: "critical_alerts", channels: { ...none, sms: true, push: true, in_app: true }, is_fixed: false },
    { kind: "server_cpu", channels: { ...none, email: true }, is_fixed: false },
  ],
};
const reached = { phone: "+919876543210", email: "asha@example.com" };

beforeEach(() => answers("/api/message-preferences", preferences));

const show = (me: Parameters<typeof renderRoute>[1]["me"] = person("owner", reached)) =>
  renderRoute(MessagePreferences, { me, path: paths.messagePreferences });
const kind = async (name: RegExp) => within(await screen.findByRole("group", { name }));

const noPhone = "SMS and WhatsApp cannot reach you: no telephone number is known.";
const noEmail = "E-mail cannot reach you: no address is known.";

test("Whoever can be reached sees where messages go, and no warning", async () => {
  await show();
  expect(await screen.findByText("+919876543210")).toBeVisible();
  expect(screen.getByText("asha@example.com")).toBeVisible();
  await kind(/Critical alerts/);
  expect(screen.queryByText(/cannot reach you/)).not.toBeInTheDocument();
  expect(screen.getByRole("link", { name: "To your account" })).toHaveAttribute("href", paths.account);
});

test("A chosen channel without an address says so, leads to where it is set, and is silent when it is not chosen", async () => {
  const { user } = await show(person("owner"));
  const critical = await kind(/Critical alerts/);
  expect(screen.getByText(noPhone)).toBeVisible();
  // No kind of an owner's comes by mail yet.
  expect(screen.queryByText(noEmail)).not.toBeInTheDocument();
  await user.click(critical.getByRole("checkbox", { name: "E-mail" }));
  expect(screen.getByText(noEmail)).toBeVisible();
  await user.click(critical.getByRole("checkbox", { name: "SMS" }));
  expect(screen.queryByText(noPhone)).not.toBeInTheDocument();
  await user.click(critical.getByRole("checkbox", { name: "WhatsApp" }));
  expect(screen.getByText(noPhone)).toBeVisible();
  await user.click(screen.getByRole("link", { name: "Enter the telephone number" }));
  expect(await screen.findByText(`at ${paths.account}`)).toBeVisible();
});

test.each(["staff", "customer", "admin"] as const)("%s is told as well", async (role) => {
  answers("/api/message-preferences", {
    ...preferences,
    kinds: ["job_started", "critical_alerts", "server_cpu"].map((one) => ({
      kind: one,
      channels: { ...none, sms: true, email: true },
      is_fixed: false,
    })),
  });
  await show(person(role, { phone: "" }));
  expect(await screen.findByText(noPhone)).toBeVisible();
  expect(screen.getByText(noEmail)).toBeVisible();
});

test("A number without its country is known to reach nobody", async () => {
  await show(person("owner", { ...reached, phone: "098765 43210" }));
  expect(await screen.findByText(/your telephone number is written without its country/)).toBeVisible();
});

test("What cannot be chosen is no reason to warn", async () => {
  await show(person("customer", { phone: "+919876543210" }));
  await kind(/Access to watch the work/);
  expect(screen.queryByText(noEmail)).not.toBeInTheDocument();
});
