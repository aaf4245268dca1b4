import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, test } from "vitest";
import type { OwnDevice } from "@/lib/controllers/types";
import { ownDevice, serial, viewed } from "../../../../tests/controllers";
import { openHomeDevice } from "../../../../tests/homeDevice";
import { answers, problem, server } from "../../../../tests/server";

const shares = `/api/devices/${serial}/shares`;
const ravi = {
  user_id: 9,
  name: "Ravi",
  email: "ravi@example.com",
  access_level: "controller",
  until: null,
  since: "2026-11-01T08:00:00Z",
};
const invited = {
  invitation_id: "i1",
  email: "guest@example.com",
  access_level: "viewer",
  until: null,
  kind: "share",
  expires_at: "2026-11-30T08:00:00Z",
};
let asked: { at: string; body: unknown }[] = [];

const open = (device: OwnDevice = ownDevice()) => openHomeDevice(device, "sharing");

/** Notes what is asked, and answers it. */
function takes(method: "post" | "patch" | "delete", path: string, status = 204, body: object | null = null) {
  server.use(
    http[method](path, async ({ request }) => {
      const text = await request.text();
      asked.push({ at: `${method} ${new URL(request.url).pathname}`, body: text === "" ? null : JSON.parse(text) });
      return body === null ? new HttpResponse(null, { status }) : HttpResponse.json(body, { status });
    }),
  );
}

beforeEach(() => {
  asked = [];
  answers(shares, { items: [ravi], invitations: [invited] });
});

describe("The owner", () => {
  test("invites by e-mail with a level and an end; a wrong address is told before and after it is sent", async () => {
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: "Invite" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByRole("textbox", { name: /E-mail/ }), "nobody");
    await user.click(dialog.getByRole("button", { name: "Send the invitation" }));
    expect(await dialog.findByText("An address such as name@example.com.")).toBeVisible();
    expect(asked).toEqual([]);
    server.use(
      http.post(shares, () => problem(400, "invalid_request", { errors: { email: ["is your own"] } }), {
        once: true,
      }),
    );
    await user.type(dialog.getByRole("textbox", { name: /E-mail/ }), "@example.com");
    await user.selectOptions(dialog.getByRole("combobox"), "May look");
    await user.click(dialog.getByRole("button", { name: "Send the invitation" }));
    expect(await dialog.findByText("is your own")).toBeVisible();
    takes("post", shares, 201, invited);
    await user.click(dialog.getByRole("button", { name: "Send the invitation" }));
    expect(await screen.findByText("The invitation to nobody@example.com is on its way.")).toBeVisible();
    expect(asked).toEqual([
      { at: `post ${shares}`, body: { email: "nobody@example.com", access_level: "viewer", until: null } },
    ]);
  });

  test("changes somebody's level, ends it, and withdraws an invitation", async () => {
    takes("patch", `${shares}/9`, 200, ravi);
    takes("delete", `${shares}/9`);
    takes("delete", `/api/devices/${serial}/invitations/i1`);
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: "Change access of Ravi" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.selectOptions(dialog.getByRole("combobox"), "May look");
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    await user.click(screen.getByRole("button", { name: "End access of Ravi" }));
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "End access" }));
    expect(await screen.findByText("Ravi has no access any more.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Withdraw the invitation of guest@example.com" }));
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Withdraw" }));
    await waitFor(() => expect(asked).toHaveLength(3));
    expect(asked).toEqual([
      { at: `patch ${shares}/9`, body: { access_level: "viewer", until: null } },
      { at: `delete ${shares}/9`, body: null },
      { at: `delete /api/devices/${serial}/invitations/i1`, body: null },
    ]);
  });

  test("gives the device away only after typing its name", async () => {
    takes("post", `/api/devices/${serial}/transfer`, 201, { ...invited, kind: "transfer" });
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: "Transfer" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/You and everybody|you and everybody/)).toBeVisible();
    await user.type(dialog.getByRole("textbox", { name: /E-mail/ }), "next@example.com");
    await user.click(dialog.getByRole("button", { name: "Send the transfer" }));
    expect(await dialog.findByText("Type the name as it stands there.")).toBeVisible();
    expect(asked).toEqual([]);
    await user.type(dialog.getByRole("textbox", { name: /Type/ }), "Living room");
    await user.click(dialog.getByRole("button", { name: "Send the transfer" }));
    await waitFor(() =>
      expect(asked).toEqual([{ at: `post /api/devices/${serial}/transfer`, body: { email: "next@example.com" } }]),
    );
  });

  test("takes the device over from the installer", async () => {
    answers(shares, { items: [{ ...ravi, access_level: "installer" }], invitations: [] });
    takes("post", `/api/devices/${serial}/hand-over`);
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: "Hand over" }));
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Hand over" }));
    expect(await screen.findByText("Handed over.")).toBeVisible();
    expect(asked).toEqual([{ at: `post /api/devices/${serial}/hand-over`, body: null }]);
  });

  test("is told when nobody else has access", async () => {
    answers(shares, { items: [], invitations: [] });
    await open();
    expect(await screen.findByText(/Only you/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Hand over" })).not.toBeInTheDocument();
  });
});

test("A guest sees the own access, invites nobody, and may give it up", async () => {
  answers(shares, { items: [{ ...ravi, user_id: 7, access_level: "viewer" }], invitations: [] });
  takes("delete", `${shares}/7`);
  const { user } = await open(viewed());
  expect(await screen.findByText("Ravi shares this device with you: May look.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Invite" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Give up access" }));
  await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Give up access" }));
  expect(await screen.findByText("at /home")).toBeVisible();
  expect(asked).toEqual([{ at: `delete ${shares}/7`, body: null }]);
});
