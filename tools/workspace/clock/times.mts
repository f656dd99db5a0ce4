import { Failure } from '../shared/failure.mts';

const UNITS: Readonly<Record<string, number>> = {
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
};
const DURATION = /^(?:\d+[dhms])+$/;
/** RFC 3339 with a zone: what is a date alone somewhere is another time elsewhere. */
const TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** Milliseconds of a duration such as `30d`, `90m` or `1d12h`. @throws Failure when it is none */
export function durationOf(text: string): number {
  if (!DURATION.test(text)) {
    throw new Failure(`"${text}" is no duration: write 30d, 12h, 90m, 45s, or 1d12h.`);
  }
  const parts = [...text.matchAll(/(\d+)([dhms])/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0);
}

/** A time in milliseconds since 1970. @throws Failure when it is none */
export function timeOf(text: string): number {
  const time = Date.parse(text);
  if (TIME.test(text) && !Number.isNaN(time)) return time;
  throw new Failure(`"${text}" is no time: write it like 2026-03-29T22:00:00Z.`);
}

/** How far the domain is from real time, for a reader: `31 d 2 h ahead`. */
export function distanceOf(offsetMs: number): string {
  if (offsetMs === 0) return 'real time';
  let rest = Math.abs(offsetMs);
  const parts = Object.entries(UNITS).flatMap(([unit, ms]) => {
    const count = Math.floor(rest / ms);
    rest -= count * ms;
    return count > 0 ? [`${count} ${unit}`] : [];
  });
  return `${parts.join(' ') || 'less than 1 s'} ${offsetMs > 0 ? 'ahead' : 'behind'}`;
}
