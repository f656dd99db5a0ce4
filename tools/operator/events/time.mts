import { Failure } from '#workspace/shared/failure.mts';

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A time as a user writes it: RFC 3339, or how long ago, such as `90m` or `2d`. @throws Failure when it is neither */
export function parseTime(text: string, now: Date): Date {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const time =
    amount === undefined || unit === undefined
      ? new Date(text)
      : new Date(now.getTime() - Number(amount) * (UNITS[unit] ?? 0));
  if (Number.isNaN(time.getTime())) {
    throw new Failure(
      `"${text}" is no time: write 2026-01-31T12:00:00Z, or how long ago: 90m, 2d.`,
    );
  }
  return time;
}
