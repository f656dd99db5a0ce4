import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';

/** A break that is wanted, in the words of the report, and why. `*` in place of the operation stands for all of them. */
export interface AcceptedBreak {
  readonly change: string;
  readonly reason: string;
}

/** Where a service keeps the breaks that are wanted, from the root. */
export function acceptedFile(service: string): string {
  return path.posix.join('apps', service, 'accepted-breaks.json');
}

/** @throws Failure when an entry has no reason */
export function readAccepted(service: string): AcceptedBreak[] {
  const file = path.join(ROOT, acceptedFile(service));
  if (!existsSync(file)) return [];
  return parseAccepted(readFileSync(file, 'utf8'), acceptedFile(service));
}

/** @throws Failure when an entry has no reason */
export function parseAccepted(text: string, file: string): AcceptedBreak[] {
  const entries = JSON.parse(text) as Partial<AcceptedBreak>[];
  return entries.map(({ change, reason }) => {
    if (change && reason && reason.trim().length > 10) return { change, reason };
    throw new Failure(
      `${file}: each entry has a \`change\` in the words of the report and a \`reason\`.`,
    );
  });
}

/** Takes the accepted breaks out of those that were found. */
export function withoutAccepted(
  changes: readonly string[],
  accepted: readonly AcceptedBreak[],
): string[] {
  const wanted = new Set(accepted.map(({ change }) => change));
  return changes.filter((change) => !wanted.has(change) && !wanted.has(everywhere(change)));
}

/** The entries that accept none of the breaks that were found: they are older than the base, or no break ever was. */
export function needlessEntries(
  changes: readonly string[],
  accepted: readonly AcceptedBreak[],
): string[] {
  const found = new Set(changes.flatMap((change) => [change, everywhere(change)]));
  return accepted.map(({ change }) => change).filter((change) => !found.has(change));
}

function everywhere(change: string): string {
  return change.replace(/^[A-Z]+ \S+: /, '*: ');
}
