import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { NetworkError } from "@/lib/api/problem";
import { Button } from "./Button";
import { ConfirmDialog } from "./ConfirmDialog";

type Extra = Partial<Parameters<typeof ConfirmDialog>[0]>;

function Page(extra: Extra) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Remove device</Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Remove THERMAL_001?"
        consequences="Its readings stay."
        confirmLabel="Remove"
        onConfirm={() => undefined}
        {...extra}
      />
    </>
  );
}

async function opened(extra: Extra) {
  const user = userEvent.setup();
  render(<Page {...extra} />);
  await user.click(screen.getByRole("button", { name: "Remove device" }));
  const dialog = screen.getByRole("alertdialog", { name: "Remove THERMAL_001?" });
  return { user, dialog, confirm: () => within(dialog).getByRole("button", { name: "Remove" }) };
}

describe("ConfirmDialog", () => {
  it("says what will happen, and begins with the way back", async () => {
    const { dialog } = await opened({});
    expect(within(dialog).getByText("Its readings stay.")).toBeInTheDocument();
    expect(within(dialog).getByRole("button", { name: "Cancel" })).toHaveFocus();
  });

  it("does it only once the name is typed", async () => {
    const onConfirm = vi.fn();
    const { user, confirm } = await opened({ typeToConfirm: "THERMAL_001", onConfirm });
    const name = screen.getByRole("textbox", { name: /THERMAL_001/ });
    expect(name).toHaveFocus();
    await user.type(name, "THERMAL_00{Enter}");
    expect(confirm()).toBeDisabled();
    expect(onConfirm).not.toHaveBeenCalled();
    await user.type(name, "1{Enter}");
    expect(onConfirm).toHaveBeenCalledExactlyOnceWith(undefined);
    expect(screen.queryByRole("alertdialog")).not.toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole("button", { name: "Remove device" })).toHaveFocus());
  });

  it("stays open with the reason when it fails, and can be tried again", async () => {
    const onConfirm = vi.fn().mockRejectedValueOnce(new NetworkError("no answer")).mockResolvedValueOnce(undefined);
    const { user, dialog, confirm } = await opened({ onConfirm });
    await user.click(confirm());
    expect(await within(dialog).findByRole("alert")).toHaveTextContent("The platform cannot be reached.");
    await user.click(confirm());
    expect(screen.queryByRole("alertdialog")).not.toBeInTheDocument();
  });

  it("takes no second click and does not close while it is being done", async () => {
    let finish = () => {};
    const onConfirm = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const { user, dialog, confirm } = await opened({ onConfirm });
    await user.click(confirm());
    expect(confirm()).toHaveAttribute("aria-busy", "true");
    await user.click(confirm());
    await user.keyboard("{Escape}");
    expect(dialog).toBeInTheDocument();
    expect(onConfirm).toHaveBeenCalledOnce();
    finish();
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
  });

  it("asks for a reason: one of those offered, or one's own", async () => {
    const onConfirm = vi.fn();
    const requireReason = { label: "Reason", suggestions: [{ value: "payment_overdue", label: "Payment is overdue" }] };
    const { user, confirm } = await opened({ onConfirm, requireReason });
    expect(confirm()).toBeDisabled();
    await user.selectOptions(screen.getByRole("combobox", { name: /Reason/ }), "Payment is overdue");
    expect(confirm()).toBeEnabled();
    await user.selectOptions(screen.getByRole("combobox", { name: /Reason/ }), "Another reason…");
    expect(confirm()).toBeDisabled();
    await user.type(screen.getByRole("textbox", { name: /own words/ }), " Moved away ");
    await user.click(confirm());
    expect(onConfirm).toHaveBeenCalledExactlyOnceWith("Moved away");
  });

  it("forgets what was typed when it is closed", async () => {
    const { user } = await opened({ typeToConfirm: "X1" });
    await user.type(screen.getByRole("textbox"), "X1");
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: "Remove device" }));
    expect(screen.getByRole("textbox")).toHaveValue("");
  });
});
