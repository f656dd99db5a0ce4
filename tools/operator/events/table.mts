/** A dead letter as a service shows it. */
export interface DeadLetter {
  readonly id: string;
  readonly consumer: string;
  readonly event: { readonly id: string; readonly subject: string };
  readonly error: string;
  readonly attempts: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

/** Of an error in a table; `show` tells all of it. */
const LONGEST = 160;

/** One line a dead letter, under a line of titles. */
export function deadLetterTable(letters: readonly DeadLetter[]): string {
  const rows = letters.map((letter) => [
    letter.id,
    letter.consumer,
    letter.event.subject,
    String(letter.attempts),
    shortTime(letter.firstAt),
    shortTime(letter.lastAt),
    oneLine(letter.error),
  ]);
  return columns([
    ['id', 'consumer', 'subject', 'tries', 'first (UTC)', 'last (UTC)', 'error'],
    ...rows,
  ]);
}

/** Columns as wide as their widest cell. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) =>
    Math.max(...rows.map((row) => row[index]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function shortTime(time: string): string {
  return time.slice(0, 19).replace('T', ' ');
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
