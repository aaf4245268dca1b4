interface Bar {
  key: string;
  label: string;
  value: number;
  /** The value in words, beside the bar. */
  text: string;
}

/** Lengths beside their numbers; nothing that is only told by a length. */
export function Bars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  return (
    <ol aria-label={label} className="grid gap-3">
      {bars.map(({ key, label: name, value, text }) => (
        <li key={key} className="min-w-0 text-sm">
          <div className="mb-1 flex flex-wrap justify-between gap-x-3">
            <span className="min-w-0 break-words">{name}</span>
            <span className="text-muted tabular-nums">{text}</span>
          </div>
          <div aria-hidden className="h-2.5 overflow-hidden rounded-full bg-line">
            <div
              className="h-full rounded-full bg-chart-1"
              style={{ width: `${most === 0 ? 0 : (value / most) * 100}%` }}
            />
          </div>
        </li>
      ))}
    </ol>
  );
}
