import type uPlot from "uplot";

interface Part {
  title: string;
  colour: string;
  plot: uPlot;
}

/** The charts as one picture: title, what is seen, and each chart under its name, on the theme's background. */
export function pictureOf(title: string, subtitle: string, parts: readonly Part[]): Promise<Blob | null> {
  const style = getComputedStyle(document.documentElement);
  const scale = Math.max(devicePixelRatio, 1);
  const canvas = document.createElement("canvas");
  const margin = 16 * scale;
  const head = 64 * scale;
  const name = 28 * scale;
  canvas.width = Math.max(...parts.map((part) => part.plot.ctx.canvas.width)) + 2 * margin;
  canvas.height = head + parts.reduce((sum, part) => sum + name + part.plot.ctx.canvas.height, 0) + margin;
  const ctx = canvas.getContext("2d");
  if (ctx === null) return Promise.resolve(null);
  const family = style.getPropertyValue("--font-sans") || "sans-serif";
  const write = (text: string, x: number, y: number, size: number, weight: string, colour: string) => {
    ctx.font = `${weight} ${size * scale}px ${family}`;
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y, canvas.width - x - margin);
  };
  const ink = style.getPropertyValue("--ink").trim();
  ctx.fillStyle = style.getPropertyValue("--surface").trim();
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  write(title, margin, 30 * scale, 18, "600", ink);
  write(subtitle, margin, 52 * scale, 13, "400", style.getPropertyValue("--muted").trim());
  let top = head;
  for (const part of parts) {
    ctx.fillStyle = part.colour;
    ctx.fillRect(margin, top + 7 * scale, 12 * scale, 12 * scale);
    write(part.title, margin + 20 * scale, top + 18 * scale, 14, "600", ink);
    ctx.drawImage(part.plot.ctx.canvas, margin, top + name);
    top += name + part.plot.ctx.canvas.height;
  }
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
