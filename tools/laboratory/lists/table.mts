import type { Measured } from './measure.mts';

/** The lists as a table of Markdown, and below it what is wrong. */
export function tableOf(
  lists: readonly { readonly few: Measured; readonly many: Measured }[],
  [few, most]: readonly [number, number],
): string {
  const head = [
    'list',
    'indexes',
    'examined → returned',
    'counted',
    `p95 at ${few}`,
    `p95 at ${most}`,
    'ratio',
  ];
  const rows = lists.map(({ few, many }) => [
    `${many.faults.length > 0 ? '✖' : '✔'} ${many.name}`,
    many.indexes.join('; ') || 'none',
    `${many.examined} → ${many.returned}`,
    many.counted === undefined ? '' : String(many.counted),
    `${few.p95.toFixed(1)} ms`,
    `${many.p95.toFixed(1)} ms`,
    (many.p95 / few.p95).toFixed(1),
  ]);
  const faulty = lists.filter(({ many }) => many.faults.length > 0);
  const faults = faulty.map(({ many }) => `✖ ${many.name} ${many.faults.join(', ')}`);
  const verdict = `${lists.length - faulty.length} of ${lists.length} lists are found by an index`;
  return [markdown([head, ...rows]), '', ...faults, verdict].join('\n');
}

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
