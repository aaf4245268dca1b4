import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DataList, type DataListProps } from "./DataList";

interface Device {
  id: string;
  pit: string;
}

const devices: Device[] = [
  { id: "THERMAL_001", pit: "Pit 1" },
  { id: "THERMAL_002", pit: "Pit 2" },
];

function show(extra: Partial<DataListProps<Device>> = {}) {
  return render(
    <MemoryRouter>
      <DataList
        items={devices}
        caption="Devices"
        rowKey={(device) => device.id}
        columns={[
          { key: "id", header: "Device", cell: (device) => device.id, sortKey: "device_id" },
          { key: "pit", header: "Pit", cell: (device) => device.pit, hideBelow: "md" },
          { key: "menu", header: "Actions", cell: (device) => <button type="button">Edit {device.id}</button> },
        ]}
        {...extra}
      />
    </MemoryRouter>,
  );
}

const wide = window.innerWidth;

describe("DataList", () => {
  afterEach(() => {
    window.innerWidth = wide;
  });

  it("is a table with a name where there is room", () => {
    show();
    const table = screen.getByRole("table", { name: "Devices" });
    expect(within(table).getAllByRole("row")).toHaveLength(3);
    expect(within(table).getByRole("cell", { name: "Pit 2" })).toBeInTheDocument();
  });

  it("tells the order and asks for the other one", async () => {
    const onSort = vi.fn();
    const view = show({ sort: "-last_seen_at", onSort });
    const header = () => screen.getByRole("columnheader", { name: "Device" });
    expect(header()).toHaveAttribute("aria-sort", "none");
    expect(screen.getByRole("columnheader", { name: "Pit" })).not.toHaveAttribute("aria-sort");
    await userEvent.click(screen.getByRole("button", { name: "Device" }));
    expect(onSort).toHaveBeenLastCalledWith("device_id");
    view.unmount();

    const second = show({ sort: "device_id", onSort });
    expect(header()).toHaveAttribute("aria-sort", "ascending");
    await userEvent.click(screen.getByRole("button", { name: "Device" }));
    expect(onSort).toHaveBeenLastCalledWith("-device_id");
    second.unmount();

    show({ sort: "-device_id", onSort });
    expect(header()).toHaveAttribute("aria-sort", "descending");
  });

  it("leads on by the name of the row", () => {
    show({ rowLink: (device) => `/devices/${device.id}` });
    expect(screen.getByRole("link", { name: "THERMAL_001" })).toHaveAttribute("href", "/devices/THERMAL_001");
  });

  it("tells which row was chosen, and not when a control in it was", async () => {
    const onRowClick = vi.fn();
    show({ onRowClick });
    await userEvent.click(screen.getByRole("button", { name: "Edit THERMAL_002" }));
    expect(onRowClick).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: "THERMAL_002" }));
    expect(onRowClick).toHaveBeenCalledExactlyOnceWith(devices[1]);
  });

  it("is a list of cards on a phone, without what has no room there", () => {
    window.innerWidth = 360;
    show({ rowLink: (device) => `/devices/${device.id}` });
    expect(screen.queryByRole("table")).not.toBeInTheDocument();
    const cards = within(screen.getByRole("list", { name: "Devices" })).getAllByRole("listitem");
    expect(cards).toHaveLength(2);
    expect(
      within(screen.getByRole("list", { name: "Devices" })).getByRole("link", { name: "THERMAL_001" }),
    ).toBeInTheDocument();
    expect(screen.queryByText("Pit 1")).not.toBeInTheDocument();
  });
});
