import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Menu } from "./Menu";

function open(onSelect: () => void) {
  render(<Menu trigger={<button type="button">More</button>} items={[{ label: "Sign out", onSelect }]} />);
  return userEvent.setup();
}

test("Opens at the first click, and at the next ones", async () => {
  const selected = vi.fn();
  const user = open(selected);
  const trigger = () => screen.getByRole("button", { name: "More" });
  expect(trigger()).toHaveAttribute("aria-haspopup", "menu");
  expect(trigger()).toHaveAttribute("aria-expanded", "false");
  for (let times = 1; times <= 2; times++) {
    await user.click(trigger());
    await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
    expect(selected).toHaveBeenCalledTimes(times);
    expect(screen.queryByRole("menu")).toBeNull();
  }
});

test.each(["{ArrowDown}", "{Enter}"])("Opens by %s, goes to its first entry, and gives the focus back", async (key) => {
  const user = open(vi.fn());
  await user.tab();
  await user.keyboard(key);
  expect(await screen.findByRole("menuitem", { name: "Sign out" })).toHaveFocus();
  await user.keyboard("{Escape}");
  expect(screen.getByRole("button", { name: "More" })).toHaveFocus();
});
