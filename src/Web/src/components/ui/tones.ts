/** What a thing's state means to the reader. Never told by colour alone: a text or an icon stands beside it. */
export type Tone = "good" | "warn" | "bad" | "neutral" | "accent";

export const softTone: Readonly<Record<Tone, string>> = {
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  neutral: "bg-sunken text-muted",
  accent: "bg-accent-soft text-accent-strong",
};

export const textTone: Readonly<Record<Tone, string>> = {
  good: "text-good",
  warn: "text-warn",
  bad: "text-bad",
  neutral: "text-ink",
  accent: "text-accent",
};

export const solidTone: Readonly<Record<Tone, string>> = {
  good: "bg-good",
  warn: "bg-warn",
  bad: "bg-bad",
  neutral: "bg-line-strong",
  accent: "bg-accent",
};
