import { act, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useForm } from "react-hook-form";
import { describe, expect, it, vi } from "vitest";
import { Checkbox, Field, Input, NativeSelect, PasswordInput, SearchInput, Switch, Textarea } from ".";

describe("Field", () => {
  it("names its control and tells the hint", () => {
    render(
      <Field label="Name" hint="As on the label" required>
        <Input />
      </Field>,
    );
    const input = screen.getByRole("textbox", { name: /^Name/ });
    expect(input).toHaveAccessibleDescription("As on the label");
    expect(input).toBeRequired();
    expect(input).toBeValid();
  });

  it("ties what is wrong to the control", () => {
    render(
      <Field label="Reason" hint="Shown to the owner" error="Please fill this in.">
        <Textarea />
      </Field>,
    );
    const input = screen.getByRole("textbox", { name: "Reason" });
    expect(input).toBeInvalid();
    expect(input).toHaveAccessibleDescription("Shown to the owner Please fill this in.");
  });

  it("works with the form library: values in, values out", async () => {
    const user = userEvent.setup();
    const submitted = vi.fn();
    function Form() {
      const { register, handleSubmit } = useForm({
        defaultValues: { name: "Bay", password: "", role: "b", notify: true, active: false },
      });
      return (
        <form onSubmit={(event) => void handleSubmit((values) => void submitted(values))(event)}>
          <Field label="Name">
            <Input {...register("name")} />
          </Field>
          <Field label="Password">
            <PasswordInput {...register("password")} />
          </Field>
          <Field label="Role">
            <NativeSelect
              {...register("role")}
              options={[
                { value: "a", label: "Owner" },
                { value: "b", label: "Technician" },
              ]}
            />
          </Field>
          <Checkbox label="Notify" {...register("notify")} />
          <Switch label="Active" {...register("active")} />
          <button>Save</button>
        </form>
      );
    }
    render(<Form />);
    await user.type(screen.getByLabelText("Name"), " 7");
    await user.type(screen.getByLabelText("Password"), "Secret123");
    await user.selectOptions(screen.getByLabelText("Role"), "Owner");
    await user.click(screen.getByRole("checkbox", { name: "Notify" }));
    await user.click(screen.getByRole("switch", { name: "Active" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(submitted).toHaveBeenCalledExactlyOnceWith({
      name: "Bay 7",
      password: "Secret123",
      role: "a",
      notify: false,
      active: true,
    });
  });

  it("lets the password be seen", async () => {
    render(
      <Field label="Password">
        <PasswordInput />
      </Field>,
    );
    expect(screen.getByLabelText("Password")).toHaveAttribute("type", "password");
    await userEvent.click(screen.getByRole("button", { name: "Show password" }));
    expect(screen.getByLabelText("Password")).toHaveAttribute("type", "text");
  });
});

describe("SearchInput", () => {
  it("says what is searched for when typing pauses, once", async () => {
    vi.useFakeTimers();
    const onChange = vi.fn();
    const view = render(<SearchInput label="Search devices" value="" onChange={onChange} />);
    for (const value of ["a", "ab", "abc"]) {
      fireEvent.change(screen.getByRole("searchbox", { name: "Search devices" }), { target: { value } });
      await vi.advanceTimersByTimeAsync(200);
    }
    view.rerender(<SearchInput label="Search devices" value="" onChange={onChange} />);
    expect(onChange).not.toHaveBeenCalled();
    await act(() => vi.advanceTimersByTimeAsync(50));
    expect(onChange).toHaveBeenCalledExactlyOnceWith("abc");
  });

  it("follows a value that is changed from outside", () => {
    const view = render(<SearchInput label="Search" value="one" onChange={() => undefined} />);
    view.rerender(<SearchInput label="Search" value="" onChange={() => undefined} />);
    expect(screen.getByRole("searchbox")).toHaveValue("");
  });
});
