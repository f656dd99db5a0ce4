/** One measurement: a figure of ours, what it is compared with, and whether that is enough. */
export interface Row {
  readonly name: string;
  readonly ours: string;
  readonly baseline?: string;
  readonly ratio?: number;
  readonly goal?: string;
  readonly met?: boolean;
}

/** Ours as a part of the baseline, both in something per second. */
export function ratioRow(name: string, ours: number, baseline: number, atLeast?: number): Row {
  const ratio = ours / baseline;
  const goal =
    atLeast === undefined ? {} : { goal: `≥ ${percent(atLeast)}`, met: ratio >= atLeast };
  return { name, ours: perSecond(ours), baseline: perSecond(baseline), ratio, ...goal };
}

/** Something per second that has a goal of its own. */
export function rateRow(name: string, ours: number, atLeast: number): Row {
  return {
    name,
    ours: perSecond(ours),
    goal: `≥ ${perSecond(atLeast)}`,
    met: ours >= atLeast,
  };
}

/**
 * A time beside another, in milliseconds.
 * @param within how far from each other they may be, as a part; without it there is no goal
 */
export function timeRow(name: string, ours: number, baseline: number, within?: number): Row {
  const ratio = ours / baseline;
  const goal =
    within === undefined
      ? {}
      : { goal: `± ${percent(within)}`, met: Math.abs(ratio - 1) <= within };
  return { name, ours: milliseconds(ours), baseline: milliseconds(baseline), ratio, ...goal };
}

/** @param part 0.95 for the value that 95 % do not exceed */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * part) - 1] ?? 0;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = sorted.slice(Math.max(0, middle - 1), middle + 1);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : (low + high) / 2;
}

/** The rows as aligned text. */
export function tableOf(rows: readonly Row[]): string {
  const head = ['', 'ours', 'baseline', 'ratio', 'goal', 'met?'];
  const lines = rows.map(({ name, ours, baseline, ratio, goal, met }) => [
    name,
    ours,
    baseline ?? '',
    ratio === undefined ? '' : percent(ratio),
    goal ?? '',
    met === undefined ? '' : met ? 'yes' : 'no',
  ]);
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const text = (line: readonly string[]): string =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return all.map(text).join('\n');
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}

function perSecond(value: number): string {
  return `${Math.round(value).toLocaleString('en')} /s`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}
