import { beforeEach, expect, test } from "vitest";
import { forgetServerTime, noteServerTime, serverNow } from "./serverTime";

const at = Date.UTC(2026, 10, 20, 8, 0, 0);
const header = (milliseconds: number) => new Date(milliseconds).toUTCString();

beforeEach(forgetServerTime);

test("A clock that is wrong by minutes is put right by an answer's Date", () => {
  const ours = at - 7 * 60_000;
  noteServerTime(header(at), ours - 100, ours + 100);
  expect(Math.abs(serverNow(ours) - at)).toBeLessThan(1_000);
});

test("A clock that is right, and what differs by the header's whole seconds, changes nothing", () => {
  noteServerTime(header(at), at + 900, at + 1_000);
  expect(serverNow(at)).toBe(at);
  noteServerTime(header(at), at - 60_000, at - 60_000);
  const before = serverNow(at);
  noteServerTime(header(at), at - 60_800, at - 60_800);
  expect(serverNow(at)).toBe(before);
});

test("An answer without the time, or one that took too long to say it, is not listened to", () => {
  noteServerTime(null, 0, 1);
  noteServerTime("yesterday", 0, 1);
  noteServerTime(header(at), at - 600_000, at - 580_000);
  expect(serverNow(at)).toBe(at);
});

test("A phone's clock that is set while the page is open is followed by the next answer", () => {
  noteServerTime(header(at), at, at);
  noteServerTime(header(at + 20_000), at + 3_620_000, at + 3_620_000);
  expect(Math.abs(serverNow(at + 3_620_000) - (at + 20_000))).toBeLessThan(1_000);
});
