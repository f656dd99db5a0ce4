import { percentile } from '../bench/table.mts';
import type { Times } from './measure.mts';
import { SEARCHES } from './searches.mts';

const FRESH_MS = 2_000;
/** How many times as long a search may take in the larger catalog. */
const RATIO = 3;

/** What was measured at one number of courses, in milliseconds. */
export interface Figures {
  readonly courses: number;
  /** By the names of the searches. */
  readonly times: ReadonlyMap<string, Times>;
  readonly freshness: readonly number[];
}

interface Line {
  readonly cells: readonly string[];
  readonly met: boolean;
}

/** A small catalog beside a large one, and the goals. */
export class Comparison {
  readonly few: Figures;
  readonly many: Figures;
  /** Milliseconds of a rebuild of the small one. */
  readonly rebuildMs: number;

  constructor(few: Figures, many: Figures, rebuildMs: number) {
    this.few = few;
    this.many = many;
    this.rebuildMs = rebuildMs;
  }

  get lines(): readonly Line[] {
    const searches = SEARCHES.flatMap(({ name, goal }) => {
      const [few, many] = [this.few.times.get(name), this.many.times.get(name)];
      return few && many ? [lineOf(name, { few, many }, goal, RATIO)] : [];
    });
    return [...searches, this.freshness];
  }

  get isMet(): boolean {
    return this.lines.every(({ met }) => met);
  }

  private get freshness(): Line {
    const [few, many] = [this.few, this.many].map(({ freshness }) => ({
      p50: percentile(freshness, 0.5),
      p95: percentile(freshness, 0.95),
    })) as [Times, Times];
    return lineOf('published, then found', { few, many }, FRESH_MS);
  }
}

function lineOf(
  name: string,
  { few, many }: { readonly few: Times; readonly many: Times },
  goal: number,
  ratioGoal?: number,
): Line {
  const ratio = many.p95 / few.p95;
  const met = many.p95 <= goal && (ratioGoal === undefined || ratio <= ratioGoal);
  const times = [few, many].flatMap(({ p50, p95 }) => [p50.toFixed(1), p95.toFixed(1)]);
  return { cells: [`${met ? '✔' : '✖'} ${name}`, ...times, ratio.toFixed(1), `≤ ${goal}`], met };
}

/** The figures as a table of Markdown. */
export function tableOf(compared: Comparison): string {
  const { few, many } = compared;
  const head = ['milliseconds'];
  for (const { courses } of [few, many]) head.push(`p50 at ${courses}`, 'p95');
  const rows = [[...head, 'ratio', 'goal'], ...compared.lines.map(({ cells }) => cells)];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const rebuilt = `A rebuild of ${few.courses} courses took ${(compared.rebuildMs / 1000).toFixed(0)} s.`;
  const [first = [], ...others] = rows;
  return [line(first), rule, ...others.map(line), '', rebuilt].join('\n');
}
