/** Letters and digits of serial numbers and claim codes: none that is taken for another (I, L, O, 0, 1). */
const alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const prefixLength = 3;
const serialLength = 12;
const codeLength = 8;

/** Weights 3, 9, 27, … modulo 31: 3 generates all of 1 to 30, so neighbours never weigh the same and none weighs nothing. */
function sum(text: string): number {
  let weight = 1;
  let total = 0;
  for (const letter of text) {
    weight = (weight * 3) % alphabet.length;
    total = (total + weight * alphabet.indexOf(letter)) % alphabet.length;
  }
  return total;
}

/** The character that makes a serial number out of all but its last one: every slip of one character and every swap of neighbours shows. */
export function checkCharacter(body: string): string {
  return alphabet.charAt((alphabet.length - sum(body.replaceAll("-", ""))) % alphabet.length);
}

/** As people type it, in upper case and without spaces and dashes of any kind. */
const plain = (typed: string) => typed.toUpperCase().replace(/[\s\p{Pd}\u2212]/gu, "");

const strangeIn = (text: string) => Array.from(text).find((letter) => !alphabet.includes(letter));

export type SerialReading =
  | { kind: "ok"; serial: string }
  /** `short` and `long` say that characters are missing or too many; `letter` which one no label has. */
  | { kind: "empty" | "short" | "long" | "typo" }
  | { kind: "letter"; letter: string };

/** Reads a serial number as somebody types it from a label. */
export function readSerial(typed: string): SerialReading {
  const text = plain(typed);
  if (text === "") return { kind: "empty" };
  const strange = strangeIn(text);
  if (strange !== undefined) return { kind: "letter", letter: strange };
  if (text.length !== serialLength) return { kind: text.length < serialLength ? "short" : "long" };
  if (checkCharacter(text.slice(0, -1)) !== text.slice(-1)) return { kind: "typo" };
  return { kind: "ok", serial: `${text.slice(0, prefixLength)}-${text.slice(prefixLength)}` };
}

/** A claim code as the label shows it, `XXXX-XXXX`; null when it cannot be one. */
export function readClaimCode(typed: string): string | null {
  const text = plain(typed);
  if (text.length !== codeLength || strangeIn(text) !== undefined) return null;
  return `${text.slice(0, codeLength / 2)}-${text.slice(codeLength / 2)}`;
}

/** What the QR code of a label says: the address of the set-up with serial number and type, or the serial number alone. */
export function readLabel(scanned: string): string {
  const text = scanned.trim();
  if (!URL.canParse(text)) return text;
  return new URL(text).searchParams.get("sn") ?? "";
}
