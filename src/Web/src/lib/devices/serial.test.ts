import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkCharacter, readClaimCode, readLabel, readSerial } from "./serial";

const alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const good = "RY4-7KQ2M9XAD";
/** What C# reads and checks the same. */
const vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../../../tests/vectors/serials.json"), "utf8"),
) as { valid: string[]; mistyped: string[]; normalised: { typed: string; serial: string | null }[] };
const letters = good.replace("-", "");

describe("Serial numbers", () => {
  test.each(vectors.valid)("%s is one for the platform too", (serial) => {
    expect(readSerial(serial)).toEqual({ kind: "ok", serial });
  });

  test.each(vectors.mistyped)("%s is mistyped for the platform too", (serial) => {
    expect(readSerial(serial).kind).toBe("typo");
  });

  test.each(vectors.normalised)("'$typed' is read as the platform reads it", ({ typed, serial }) => {
    const reading = readSerial(typed);
    expect(reading.kind === "ok" ? reading.serial : null).toBe(serial);
  });

  test.each(["RY4-7KQ2M9XA", "RGB-AAAAAAAA", "SNS-22222222"])("%s has one check character", (body) => {
    const serial = body + checkCharacter(body);
    expect(readSerial(serial)).toEqual({ kind: "ok", serial });
    const others = Array.from(alphabet).filter((letter) => letter !== checkCharacter(body));
    expect(others.filter((letter) => readSerial(body + letter).kind === "ok")).toEqual([]);
  });

  test.each([good, " ry4 7kq2 m9xad ", "ry47kq2m9xad", "RY4–7KQ2—M9XAD", "RY4 - 7KQ2M9XAD\n"])(
    "'%s' is read as it stands on the label",
    (typed) => {
      expect(readSerial(typed)).toEqual({ kind: "ok", serial: good });
    },
  );

  test("Every slip of one character is caught, at every place", () => {
    const missed: string[] = [];
    for (let at = 0; at < letters.length; at++)
      for (const letter of alphabet) {
        const slip = letters.slice(0, at) + letter + letters.slice(at + 1);
        if (slip !== letters && readSerial(slip).kind !== "typo") missed.push(slip);
      }
    expect(missed).toEqual([]);
  });

  test("Every swap of neighbours is caught", () => {
    const missed: string[] = [];
    for (let at = 0; at + 1 < letters.length; at++) {
      const [a = "", b = ""] = [letters[at], letters[at + 1]];
      const swap = letters.slice(0, at) + b + a + letters.slice(at + 2);
      if (a !== b && readSerial(swap).kind !== "typo") missed.push(swap);
    }
    expect(missed).toEqual([]);
  });

  test("What cannot be a serial number is told apart", () => {
    expect(readSerial("  - ")).toEqual({ kind: "empty" });
    expect(readSerial("RY4-7KQ2M9XA")).toEqual({ kind: "short" });
    expect(readSerial(`${good}A`)).toEqual({ kind: "long" });
    expect(readSerial("RY4-7KQ2M9XA0")).toEqual({ kind: "letter", letter: "0" });
  });
});

test("A claim code is read with or without its dash, in small letters too", () => {
  expect(readClaimCode(" 7kq2m9xa ")).toBe("7KQ2-M9XA");
  expect(readClaimCode("7KQ2-M9XA")).toBe("7KQ2-M9XA");
  expect(readClaimCode("7KQ2-M9X")).toBeNull();
  expect(readClaimCode("7KQ2-M9X0")).toBeNull();
});

test("A label's code is the set-up's address, whoever serves it, or the serial number alone", () => {
  expect(readLabel(`https://platform.example/setup?sn=${good}&type=4Relay`)).toBe(good);
  expect(readLabel(` ${good} `)).toBe(good);
  expect(readLabel("https://platform.example/elsewhere")).toBe("");
});
