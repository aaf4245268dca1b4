import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { ApiError } from "@/lib/api/problem";
import { type QueryLike, QueryState } from "./QueryState";

const idle: QueryLike = { isPending: false, isError: false, error: null, isFetching: false, refetch: () => undefined };
const away = new ApiError(503, "unavailable", "", {}, null, null);

function show(query: Partial<QueryLike>, empty = false) {
  const content = vi.fn(() => <p>Content</p>);
  render(
    <QueryState query={{ ...idle, ...query }} empty={empty} emptyState={<p>No devices yet</p>}>
      {content}
    </QueryState>,
  );
  return content;
}

describe("QueryState", () => {
  it("says that it is loading, and does not ask for content without data", () => {
    const content = show({ isPending: true, isFetching: true, fetchStatus: "fetching" });
    expect(screen.getByRole("status")).toHaveTextContent("Loading…");
    expect(content).not.toHaveBeenCalled();
  });

  it("says that the reader is offline", () => {
    show({ isPending: true, fetchStatus: "paused" });
    expect(screen.getByText("You are offline")).toBeInTheDocument();
  });

  it("says what went wrong and what to do, and tries again", async () => {
    const refetch = vi.fn();
    show({ isError: true, error: away, refetch });
    expect(screen.getByRole("alert")).toHaveTextContent("Nothing is lost. Try again in a moment.");
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(refetch).toHaveBeenCalledOnce();
    expect(screen.queryByText("Content")).not.toBeInTheDocument();
  });

  it("keeps what was loaded when a later request fails", () => {
    show({ isError: true, error: away, data: { items: [] } });
    expect(screen.getByText("Content")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Try again" })).toBeInTheDocument();
  });

  it("says that there is nothing yet", () => {
    show({ data: [] }, true);
    expect(screen.getByText("No devices yet")).toBeInTheDocument();
  });

  it("shows the content", () => {
    show({ data: [1] });
    expect(screen.getByText("Content")).toBeInTheDocument();
  });
});
