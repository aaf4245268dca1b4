import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { CopyField } from "./CopyField";

describe("CopyField", () => {
  it("copies the value and says so", async () => {
    const user = userEvent.setup();
    render(<CopyField label="Device id" value="THERMAL_001" />);
    await user.click(screen.getByRole("button", { name: "Copy" }));
    expect(await navigator.clipboard.readText()).toBe("THERMAL_001");
    expect(screen.getByRole("status")).toHaveTextContent("Copied");
  });

  it("keeps a secret out of sight until it is asked for", async () => {
    const user = userEvent.setup();
    render(<CopyField label="Password" value="hunter22" secret />);
    expect(screen.queryByText("hunter22")).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Show" }));
    expect(screen.getByText("hunter22")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Hide" }));
    expect(screen.queryByText("hunter22")).not.toBeInTheDocument();
  });

  it("says what to do when the browser refuses", async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new DOMException("no", "NotAllowedError"));
    render(<CopyField label="Password" value="hunter22" secret />);
    await user.click(screen.getByRole("button", { name: "Copy" }));
    expect(await screen.findByText(/copy it by hand/)).toBeInTheDocument();
    expect(screen.getByText("hunter22")).toBeInTheDocument();
  });
});
