/** A calendar month in UTC. */
export interface Month {
  /** Such as `2026-11`. */
  readonly month: string;
  readonly startsAt: Date;
  /** The first instant after it. */
  readonly endsAt: Date;
}

/** The month of a timestamp. */
export function monthOf(timestamp: Date): Month {
  const [year, index] = [timestamp.getUTCFullYear(), timestamp.getUTCMonth()];
  const startsAt = new Date(Date.UTC(year, index, 1));
  const endsAt = new Date(Date.UTC(year, index + 1, 1));
  return { month: startsAt.toISOString().slice(0, 7), startsAt, endsAt };
}

/** The months from one timestamp on that had ended by another. */
export function monthsEnded(from: Date, by: Date): Month[] {
  const months: Month[] = [];
  for (let next = monthOf(from); next.endsAt <= by; next = monthOf(next.endsAt)) months.push(next);
  return months;
}
