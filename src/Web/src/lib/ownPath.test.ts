import { expect, test } from "vitest";
import { ownPath } from "./ownPath";

test.each(["/home", "/home/RY4-7KQ2M9XAD?tab=history#top", "/"])("%s is an address of this app", (path) => {
  expect(ownPath(path)).toBe(path);
});

test.each([
  null,
  "",
  "home",
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example/",
  "/\t/evil.example/",
  "/.//evil.example/",
  "javascript:alert(1)",
])("%s is none", (path) => {
  expect(ownPath(path)).toBeNull();
});
