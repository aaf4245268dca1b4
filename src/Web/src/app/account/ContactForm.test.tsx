import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { session } from "@/lib/session/session";
import { person, renderRoute } from "../../../tests/render";
import { problem, server } from "../../../tests/server";
import { ContactForm } from "./ContactForm";

test.each(["owner", "staff", "customer", "admin"] as const)(
  "%s sets the own name and number; what is refused is said at its field, and nothing that was typed is lost",
  async (role) => {
    const bodies: unknown[] = [];
    const me = person(role, { name: "Asha", phone: null });
    server.use(
      http.patch("/api/auth/me", async ({ request }) => {
        bodies.push(await request.json());
        if (bodies.length === 1)
          return problem(400, "invalid_request", { errors: { phone: ["must be an international number"] } });
        return HttpResponse.json({ ...me, phone: "+919876543210" });
      }),
    );
    const { user } = await renderRoute(ContactForm, { me, path: paths.account });
    const number = await screen.findByRole("textbox", { name: "Telephone" });
    const save = screen.getByRole("button", { name: "Save" });
    expect(screen.getByRole("textbox", { name: "Name" })).toHaveValue("Asha");
    expect(save).toBeDisabled();
    await user.type(number, "98765 43210");
    await user.click(save);
    expect(await screen.findByText("must be an international number")).toBeVisible();
    expect(number).toBeInvalid();
    expect(number).toHaveValue("98765 43210");
    await user.clear(number);
    await user.type(number, "+91 98765 43210");
    await user.click(save);
    expect(await screen.findByText("Saved.")).toBeVisible();
    // As the platform keeps it.
    await waitFor(() => expect(number).toHaveValue("+919876543210"));
    expect(save).toBeDisabled();
    expect(bodies).toEqual([
      { name: "Asha", phone: "98765 43210" },
      { name: "Asha", phone: "+91 98765 43210" },
    ]);
    const state = session.snapshot();
    expect(state.kind === "signed_in" && state.me.phone).toBe("+919876543210");
  },
);
